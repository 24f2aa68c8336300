package dev.sluice.mutator;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * The partitioning of created tables: by time or by ranges of an integer column.
 *
 * @param time unit of partitions by time
 * @param column column that decides on a row's partition; by default the time at which
 * BigQuery takes the row
 * @param range ranges of an integer column, instead of time
 * @param expiry how long a partition lives; for ever by default
 */
public record PartitionProperties(@Nullable Unit time, @Nullable String column, @Nullable Range range,
		@Nullable Duration expiry) {

	public PartitionProperties {
		if ((time == null) == (range == null)) {
			throw new InvalidConfigurationPropertyValueException("time", time,
					"A table is partitioned by 'time' or by 'range': give one of them.");
		}
		if (range != null && column == null) {
			throw new InvalidConfigurationPropertyValueException("column", null,
					"Partitions by range need the integer column that decides.");
		}
		if (range != null && expiry != null) {
			throw new InvalidConfigurationPropertyValueException("expiry", expiry,
					"Only partitions by time can expire.");
		}
	}

	/** The unit of partitions by time. */
	public enum Unit {

		HOUR, DAY, MONTH, YEAR

	}

	/**
	 * Ranges of an integer column.
	 *
	 * @param start first value of the first range
	 * @param end end of the last range, exclusive
	 * @param interval width of each range
	 */
	public record Range(long start, long end, long interval) {

		public Range {
			if (end <= start) {
				throw new InvalidConfigurationPropertyValueException("end", end, "Must be above 'start'.");
			}
			if (interval < 1) {
				throw new InvalidConfigurationPropertyValueException("interval", interval, "Must be at least 1.");
			}
		}

	}

}
