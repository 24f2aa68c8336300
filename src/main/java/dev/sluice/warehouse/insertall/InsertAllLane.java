package dev.sluice.warehouse.insertall;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

import dev.sluice.table.EncodedRows;
import dev.sluice.table.TableName;
import dev.sluice.warehouse.AppendResult;
import dev.sluice.warehouse.Lane;

/**
 * A lane of streaming inserts: each append is one call on a thread of a bounded pool.
 * There is no connection of its own to open or close.
 */
final class InsertAllLane implements Lane {

	/**
	 * The largest request that is sent: BigQuery's limit for requests, which is that for
	 * single rows, too.
	 */
	private static final long MAX_REQUEST_BYTES = 10_000_000;

	/**
	 * The most rows that BigQuery takes in a request.
	 */
	private static final int MAX_ROWS = 50_000;

	private final TableName table;

	private final InsertAllCalls calls;

	private final Executor executor;

	InsertAllLane(TableName table, InsertAllCalls calls, Executor executor) {
		this.table = table;
		this.calls = calls;
		this.executor = executor;
	}

	@Override
	public CompletionStage<AppendResult> append(EncodedRows rows) {
		InsertAllContent content = new InsertAllContent(rows);
		if (content.getLength() > MAX_REQUEST_BYTES || rows.count() > MAX_ROWS) {
			return CompletableFuture.completedFuture(new AppendResult.TooLarge());
		}
		try {
			return CompletableFuture.supplyAsync(() -> call(content), this.executor)
				.exceptionally(
						(failure) -> outage((failure instanceof CompletionException && failure.getCause() != null)
								? failure.getCause() : failure));
		}
		catch (RejectedExecutionException ex) {
			return CompletableFuture.completedFuture(outage(ex));
		}
	}

	private AppendResult call(InsertAllContent content) {
		try {
			return InsertAllAnswers.toResult(this.calls.insert(this.table, content));
		}
		catch (IOException ex) {
			return InsertAllFailures.toResult(ex);
		}
	}

	private static AppendResult outage(Throwable failure) {
		return new AppendResult.Unavailable(AppendResult.Cause.OUTAGE, failure.toString(), null);
	}

	@Override
	public void close() {
		// Calls in flight are answered, and nothing else is held.
	}

}
