package dev.sluice.warehouse;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * What BigQuery answered to a flush.
 */
public sealed interface FlushResult {

	/** The rows are visible, by this flush or by an earlier one. */
	record Flushed() implements FlushResult {

	}

	/**
	 * BigQuery could not be asked or did not answer; the rows may or may not be visible.
	 *
	 * @param cause what is the matter
	 * @param message the client's words
	 * @param retryAfter how long BigQuery asks to wait, or {@code null}
	 */
	record Unavailable(AppendResult.Cause cause, String message, @Nullable Duration retryAfter) implements FlushResult {

	}

	/**
	 * The stream is gone, finalized or shorter than that, so that nothing can be flushed;
	 * whether an earlier flush has succeeded, it does not tell.
	 *
	 * @param message BigQuery's words
	 */
	record Impossible(String message) implements FlushResult {

	}

}
