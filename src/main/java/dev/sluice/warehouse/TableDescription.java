package dev.sluice.warehouse;

import dev.sluice.table.TableSchema;
import org.jspecify.annotations.Nullable;

/**
 * A table as the catalog describes it.
 *
 * @param schema its columns; those of types that this project does not know are left out
 * @param location where BigQuery keeps it, such as {@code US}; {@code null} if BigQuery
 * does not say
 * @param partitioning how it is divided, or {@code null}; also where it is divided in a
 * way that this project cannot create
 * @param etag changes with every change of the table
 */
public record TableDescription(TableSchema schema, @Nullable String location, @Nullable Partitioning partitioning,
		@Nullable String etag) {

}
