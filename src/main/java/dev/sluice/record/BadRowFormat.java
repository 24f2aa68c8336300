package dev.sluice.record;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * How the bad rows of a format are written for that format's own tools, beside their dead
 * letters. Thread-safe.
 */
public interface BadRowFormat {

	/**
	 * The topic that they are written to.
	 */
	String topic();

	/**
	 * The bad row of a record that can never be loaded.
	 * @param value the record's value; {@code null} if it has none, or is gone
	 * @param failure why it cannot be loaded
	 * @param failedAt when that was found out
	 */
	byte[] badRow(byte @Nullable [] value, Failure failure, Instant failedAt);

}
