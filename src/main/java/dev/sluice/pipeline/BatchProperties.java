package dev.sluice.pipeline;

import java.time.Duration;

import dev.sluice.warehouse.WriteProperties.Mode;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.util.unit.DataSize;

/**
 * When rows become an append request: when there are enough of them, when they are large
 * enough, or when the first has waited long enough.
 *
 * @param rows most rows of a request; 20,000, with mode 'streaming-inserts' 500
 * @param bytes size at which a request is cut, in its encoding
 * @param age longest wait of a request's first row for others
 * @param inFlight requests in flight per connection
 */
public record BatchProperties(@Nullable Integer rows, @DefaultValue("2MB") DataSize bytes,
		@DefaultValue("250ms") Duration age, @DefaultValue("4") int inFlight) {

	/** The largest request that is sent, in bytes; BigQuery refuses 10 MB and more. */
	public static final int MAX_BYTES = 9_500_000;

	private static final int ROWS = 20_000;

	/** What Google recommends for streaming inserts. */
	private static final int INSERTED_ROWS = 500;

	public BatchProperties {
		if (rows != null && rows < 1) {
			throw new InvalidConfigurationPropertyValueException("rows", rows, "Must be at least 1.");
		}
		if (bytes.toBytes() < 1 || bytes.toBytes() > MAX_BYTES) {
			throw new InvalidConfigurationPropertyValueException("bytes", bytes,
					"Must be from 1B to 9277KB, since BigQuery refuses requests of 10 MB.");
		}
		if (age.isNegative()) {
			throw new InvalidConfigurationPropertyValueException("age", age, "Must not be negative.");
		}
		if (inFlight < 1) {
			throw new InvalidConfigurationPropertyValueException("in-flight", inFlight, "Must be at least 1.");
		}
	}

	/**
	 * The most rows of a request in a mode.
	 */
	public int rows(Mode mode) {
		if (this.rows != null) {
			return this.rows;
		}
		return (mode == Mode.STREAMING_INSERTS) ? INSERTED_ROWS : ROWS;
	}

}
