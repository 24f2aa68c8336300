package dev.sluice.warehouse;

import java.util.concurrent.CompletionStage;

import dev.sluice.table.TableName;
import org.jspecify.annotations.Nullable;

/**
 * Which records a table has rows of, where it has columns for their positions.
 * Thread-safe.
 */
public interface StoredPositions {

	/**
	 * Looks for rows of a range of records.
	 * @return completes with whether the table has at least one of them, or with a
	 * {@link CatalogException} if it cannot be asked; a table that is not there has none
	 */
	CompletionStage<Boolean> any(TableName table, Columns columns, Range range);

	/**
	 * The columns for positions.
	 *
	 * @param topic column for the topic, or {@code null} if all rows are of one topic
	 * @param partition column for the partition
	 * @param offset column for the offset
	 */
	record Columns(@Nullable String topic, String partition, String offset) {

	}

	/**
	 * Consecutive records of a partition.
	 *
	 * @param topic the topic
	 * @param partition the partition
	 * @param from the first offset
	 * @param to the offset after the last one
	 */
	record Range(String topic, int partition, long from, long to) {

	}

}
