package dev.sluice.warehouse;

import java.time.Duration;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.util.unit.DataSize;

/**
 * How rows are loaded from files, with write.mode=file-loads.
 *
 * @param frequency longest wait of a row for others before they are loaded; for tables
 * with few rows it is stretched to what a day's job quota allows
 * @param rows rows of a table after which they are loaded
 * @param bytes bytes of a table's rows, as JSON, after which they are loaded
 * @param minimum bytes of rows below which a load waits for more
 * @param minimumWait longest wait for the minimum
 * @param format format of the files
 * @param spoolDirectory local directory in which rows are gathered; one below the
 * system's temporary directory by default
 * @param spoolBytes most bytes of rows on the local disk for each listener thread; when
 * they are reached, partitions pause
 * @param jobsPerDay BigQuery's quota of load jobs per table and day
 * @param poll how often a running job is looked at
 * @param labels labels of load jobs
 */
public record FilesProperties(@DefaultValue("5m") Duration frequency, @DefaultValue("5000000") long rows,
		@DefaultValue("1GB") DataSize bytes, @DefaultValue("0B") DataSize minimum,
		@DefaultValue("1h") Duration minimumWait, @DefaultValue("json") Format format, @Nullable String spoolDirectory,
		@DefaultValue("20GB") DataSize spoolBytes, @DefaultValue("1500") int jobsPerDay,
		@DefaultValue("1s") Duration poll, @DefaultValue Map<String, String> labels) {

	public FilesProperties {
		labels = Map.copyOf(labels);
		positive("frequency", frequency);
		positive("minimum-wait", minimumWait);
		positive("poll", poll);
		atLeastOne("rows", rows);
		atLeastOne("jobs-per-day", jobsPerDay);
		if (bytes.toBytes() < 1) {
			throw new InvalidConfigurationPropertyValueException("bytes", bytes, "Must be at least 1B.");
		}
		if (minimum.isNegative()) {
			throw new InvalidConfigurationPropertyValueException("minimum", minimum, "Must not be negative.");
		}
		if (spoolBytes.toBytes() < bytes.toBytes()) {
			throw new InvalidConfigurationPropertyValueException("spool-bytes", spoolBytes,
					"Must not be below 'bytes', at which a table is loaded.");
		}
	}

	private static void positive(String property, Duration value) {
		if (value.isNegative() || value.isZero()) {
			throw new InvalidConfigurationPropertyValueException(property, value, "Must be longer than nothing.");
		}
	}

	private static void atLeastOne(String property, long value) {
		if (value < 1) {
			throw new InvalidConfigurationPropertyValueException(property, value, "Must be at least 1.");
		}
	}

	/** A format of files. */
	public enum Format {

		/** JSON, a row a line. */
		JSON,

		/** Avro, with logical types. */
		AVRO,

		/** Parquet. */
		PARQUET

	}

}
