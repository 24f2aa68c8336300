package dev.sluice.warehouse;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A table with what only people want to know of it.
 *
 * @param table what the loader knows
 * @param description what people are told of it, or {@code null}
 * @param clustering the columns that it is sorted by
 * @param requirePartitionFilter whether queries must name partitions
 * @param createdAt when it was created, or {@code null} if BigQuery does not say
 * @param expiresAt when BigQuery drops it, or {@code null} for never
 * @param rows about how many rows it has, or {@code null} if BigQuery does not say
 * @param bytes their size, that of rows which were streamed just now left out, or
 * {@code null} if BigQuery does not say
 */
public record TableProfile(TableDescription table, @Nullable String description, List<String> clustering,
		boolean requirePartitionFilter, @Nullable Instant createdAt, @Nullable Instant expiresAt, @Nullable Long rows,
		@Nullable Long bytes) {

	public TableProfile {
		clustering = List.copyOf(clustering);
	}

}
