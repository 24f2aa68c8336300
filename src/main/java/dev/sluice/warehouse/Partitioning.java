package dev.sluice.warehouse;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * How a table is divided into partitions.
 */
public sealed interface Partitioning {

	/**
	 * The column that decides on a row's partition; {@code null} where the time of
	 * arrival does.
	 */
	@Nullable String column();

	/**
	 * By time.
	 *
	 * @param unit the length of a partition
	 * @param column a DATE, DATETIME or TIMESTAMP column; {@code null} for the time of
	 * arrival
	 * @param expiry how long a partition is kept, or {@code null} for ever
	 */
	record Time(Unit unit, @Nullable String column, @Nullable Duration expiry) implements Partitioning {

	}

	/** The length of a partition. */
	enum Unit {

		HOUR, DAY, MONTH, YEAR

	}

	/**
	 * By ranges of whole numbers.
	 *
	 * @param column an INT64 column
	 * @param start where the first range begins
	 * @param end where the last range ends, exclusive
	 * @param interval the length of a range
	 */
	record IntegerRange(String column, long start, long end, long interval) implements Partitioning {

	}

}
