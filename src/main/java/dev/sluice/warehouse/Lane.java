package dev.sluice.warehouse;

import java.util.concurrent.CompletionStage;

import dev.sluice.table.EncodedRows;

/**
 * Where rows of one table go in order: a connection to BigQuery's write path that is
 * opened when needed, and again after it broke. Knows how to append, not how often.
 * <p>
 * Safe for use by several threads. Never blocks its caller for long: the caller bounds
 * what is in flight.
 */
public interface Lane extends AutoCloseable {

	/**
	 * Sends rows. Layouts may differ between calls.
	 * @param rows the rows, unchanged until the stage is complete; after any other result
	 * than {@link AppendResult.Stored} the client may still hold the buffer, which must
	 * then not be used again
	 * @return completes with what BigQuery answered, never exceptionally, on a thread
	 * that must not be blocked
	 */
	CompletionStage<AppendResult> append(EncodedRows rows);

	/**
	 * Sends rows by a lane that may need their buffer for a shorter time than it takes to
	 * answer.
	 * @param rows the rows
	 * @param copied is called when the buffer may be used again, if that is before the
	 * answer; at most once, on any thread
	 * @return as {@link #append(EncodedRows)}; after {@code copied} was called, only with
	 * {@link AppendResult.Stored}, {@link AppendResult.PartlyStored} or
	 * {@link AppendResult.LaneGone}
	 */
	default CompletionStage<AppendResult> append(EncodedRows rows, Runnable copied) {
		return append(rows);
	}

	/**
	 * Closes the connection without waiting for it; appends in flight are answered.
	 */
	@Override
	void close();

}
