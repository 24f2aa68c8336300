package dev.sluice.warehouse;

import java.util.concurrent.CompletionStage;

import dev.sluice.table.TableName;

/**
 * BigQuery through streams whose rows stay invisible until they are flushed: the way to
 * store every row exactly once.
 * <p>
 * A lane has one stream, made with its first append, for one assignment of one partition.
 * Its caller sends requests in order. After a failure it sends the failed ones again, the
 * same rows in the same order and one at a time until one succeeds; only requests that
 * were {@linkplain AppendResult.RowsRefused refused} may be replaced by others.
 */
public interface BufferedStreams extends Warehouse {

	/**
	 * Makes rows of a stream visible. May be repeated, and by several processes.
	 * @param table the stream's table
	 * @param upTo the rows before this place become visible
	 * @return completes with the outcome of one attempt, never exceptionally, on a thread
	 * that must not be blocked
	 */
	CompletionStage<FlushResult> flush(TableName table, StreamPosition upTo);

	@Override
	default WriteProperties.Mode mode() {
		return WriteProperties.Mode.STORAGE_WRITE;
	}

	@Override
	default WriteProperties.Guarantee guarantee() {
		return WriteProperties.Guarantee.EXACTLY_ONCE;
	}

	@Override
	default boolean publishesLater() {
		return true;
	}

}
