package dev.sluice.warehouse;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.sluice.table.TableSchema;
import org.jspecify.annotations.Nullable;

/**
 * What a new table shall be like.
 *
 * @param schema its columns
 * @param partitioning how it is divided, or {@code null}
 * @param clustering the columns that it is sorted by, at most four
 * @param expiry how long after its creation BigQuery drops it, or {@code null} for never
 * @param labels its labels
 * @param requirePartitionFilter whether queries must name partitions
 * @param description what people are told of it, or {@code null}
 */
public record TableDefinition(TableSchema schema, @Nullable Partitioning partitioning, List<String> clustering,
		@Nullable Duration expiry, Map<String, String> labels, boolean requirePartitionFilter,
		@Nullable String description) {

	/** A table with nothing but columns that follow later. */
	public static final TableDefinition PLAIN = new TableDefinition(TableSchema.EMPTY, null, List.of(), null, Map.of(),
			false, null);

	public TableDefinition {
		clustering = List.copyOf(clustering);
		labels = Map.copyOf(labels);
	}

	public TableDefinition withSchema(TableSchema schema) {
		return new TableDefinition(schema, this.partitioning, this.clustering, this.expiry, this.labels,
				this.requirePartitionFilter, this.description);
	}

}
