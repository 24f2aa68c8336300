package dev.sluice.warehouse;

import dev.sluice.table.TableName;
import dev.sluice.table.TableSchema;
import org.jspecify.annotations.Nullable;

/**
 * What BigQuery's write path believes of tables, which lags behind the {@link Tables
 * catalog} by seconds to minutes. Thread-safe.
 */
public interface WritePath {

	/**
	 * The schema that the write path believes a table has.
	 * @return the schema, without columns of types that this project does not know;
	 * {@code null} if the write path does not know the table
	 * @throws CatalogException if it cannot be asked, or does not let us write;
	 * {@link CatalogException.Problem#DENIED} may also mean that it does not know the
	 * table
	 */
	@Nullable TableSchema schema(TableName table);

}
