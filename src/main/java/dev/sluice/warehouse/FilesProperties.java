package dev.sluice.warehouse;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import java.util.regex.Pattern;

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
 * @param directory where finished files are put: a bucket such as gs://bucket/folder,
 * from which BigQuery reads them, or a local directory; by default they are uploaded from
 * where rows are gathered
 * @param path folders of files in the directory, such as
 * dt={time:yyyy-MM-dd}/country={field:country}/, or by the time in a column:
 * dt={field:placed_at:yyyy-MM-dd}/
 * @param zone time zone of folders by time
 * @param keep how long files in the directory are kept after they were loaded
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
		@DefaultValue("1h") Duration minimumWait, @DefaultValue("json") Format format, @Nullable String directory,
		@DefaultValue("") String path, @DefaultValue("UTC") String zone, @DefaultValue("0s") Duration keep,
		@Nullable String spoolDirectory, @DefaultValue("20GB") DataSize spoolBytes,
		@DefaultValue("1500") int jobsPerDay, @DefaultValue("1s") Duration poll,
		@DefaultValue Map<String, String> labels) {

	/** A bucket, and a folder in it. */
	public static final Pattern BUCKET = Pattern.compile("gs://([^/]+)(?:/+(.*?))?/*");

	public FilesProperties {
		labels = Map.copyOf(labels);
		positive("frequency", frequency);
		positive("minimum-wait", minimumWait);
		positive("poll", poll);
		atLeastOne("rows", rows);
		atLeastOne("jobs-per-day", jobsPerDay);
		if (directory != null && directory.contains("://") && !BUCKET.matcher(directory).matches()) {
			throw new InvalidConfigurationPropertyValueException("directory", directory,
					"Must be a local directory or a bucket such as gs://bucket/folder.");
		}
		if (keep.isNegative()) {
			throw new InvalidConfigurationPropertyValueException("keep", keep, "Must not be negative.");
		}
		try {
			PathTemplate.parse(path, ZoneId.of(zone));
		}
		catch (IllegalArgumentException | DateTimeException ex) {
			throw new InvalidConfigurationPropertyValueException("path", path,
					"Must be folders such as dt={time:yyyy-MM-dd}/, with a time zone in 'zone': " + ex.getMessage());
		}
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

	/**
	 * The folders of files.
	 */
	public PathTemplate pathTemplate() {
		return PathTemplate.parse(this.path, ZoneId.of(this.zone));
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
