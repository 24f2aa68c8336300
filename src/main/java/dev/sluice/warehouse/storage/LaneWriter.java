package dev.sluice.warehouse.storage;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

import com.google.api.core.ApiFutureCallback;
import com.google.api.core.ApiFutures;
import com.google.cloud.bigquery.storage.v1.AppendRowsResponse;
import com.google.cloud.bigquery.storage.v1.ProtoRows;
import com.google.cloud.bigquery.storage.v1.StreamWriter;
import com.google.common.util.concurrent.MoreExecutors;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import com.google.protobuf.UnsafeByteOperations;
import dev.sluice.table.EncodedRows;
import dev.sluice.warehouse.AppendResult;
import org.jspecify.annotations.Nullable;

/**
 * One of Google's writers, being opened or open, for one layout of a table.
 * <p>
 * The lock keeps rows in the order of the calls, whether they are sent by the caller or,
 * while the writer is being opened, by the thread that opens it. Nothing waits under it:
 * Google's client puts a request into its queue and returns.
 */
final class LaneWriter {

	/** Has rows appended wherever the stream ends. */
	static final long ANY_OFFSET = -1;

	/**
	 * The largest request that is sent: BigQuery's documented limit is 20 MB, yet it has
	 * refused requests above 10 MiB.
	 */
	private static final long MAX_REQUEST_BYTES = 9_961_472;

	/** The tag and the length before each row, at most. */
	private static final int ROW_OVERHEAD = 6;

	private final int version;

	private final CompletableFuture<StreamWriter> opening;

	private final Runnable onSchemaChange;

	private final AtomicBoolean givenUp = new AtomicBoolean();

	/** The writer, once all rows so far have been sent. */
	@GuardedBy("this")
	private CompletableFuture<StreamWriter> sent;

	@GuardedBy("this")
	private @Nullable CompletableFuture<Void> closed;

	private volatile Standing standing = Standing.NEW;

	LaneWriter(int version, CompletableFuture<StreamWriter> opening, Runnable onSchemaChange) {
		this.version = version;
		this.opening = opening;
		this.sent = opening;
		this.onSchemaChange = onSchemaChange;
	}

	/**
	 * Whether rows of a layout can go through this writer: fields are append-only, so
	 * that a writer takes what was encoded before its own layout.
	 */
	boolean takes(int layoutVersion) {
		return layoutVersion <= this.version && !isBroken();
	}

	private boolean isBroken() {
		return this.opening.isCompletedExceptionally() || (this.opening.isDone() && this.opening.join().isClosed());
	}

	/**
	 * The result that counts, once it is clear whether the writer is good for more. After
	 * a failure BigQuery may have forgotten what the writer's first request has told it,
	 * so that it refuses later ones for no fault of theirs.
	 * @param result what BigQuery answered
	 * @param leave gives the writer up, and says whether it was in use until now
	 */
	AppendResult judge(AppendResult result, BooleanSupplier leave) {
		if (result instanceof AppendResult.Stored || result instanceof AppendResult.RowsRefused) {
			this.standing = Standing.PROVEN;
			return result;
		}
		if (isQuota(result)) {
			this.standing = Standing.DOUBTED;
			return result;
		}
		if (result instanceof AppendResult.RequestRefused refused) {
			if (this.standing == Standing.PROVEN && !this.givenUp.get()) {
				return result;
			}
			boolean doubted = this.standing == Standing.DOUBTED;
			return (leave.getAsBoolean() && !doubted) ? result
					: new AppendResult.Unavailable(AppendResult.Cause.OUTAGE, refused.message(), Duration.ZERO);
		}
		boolean unused = leave.getAsBoolean();
		return result;
	}

	/**
	 * Whether only a quota is used up, which leaves the connection as it is: new ones
	 * would use up another quota, since BigQuery counts them for minutes.
	 */
	private static boolean isQuota(AppendResult result) {
		return result instanceof AppendResult.Unavailable unavailable
				&& unavailable.cause() == AppendResult.Cause.QUOTA;
	}

	/**
	 * Notes that nothing more is sent through this writer.
	 * @return whether this is the first call
	 */
	boolean giveUp() {
		return this.givenUp.compareAndSet(false, true);
	}

	/**
	 * Whether rows are more than BigQuery takes in a request.
	 */
	static boolean isTooLarge(EncodedRows rows) {
		long size = (long) rows.end(rows.count() - 1) - rows.start(0) + (long) rows.count() * ROW_OVERHEAD;
		return size > MAX_REQUEST_BYTES;
	}

	/**
	 * Sends rows as soon as the writer is open, in the order of the calls.
	 * @param offset their offset in the stream, or {@link #ANY_OFFSET}
	 * @return completes when they are stored, or with what Google's client throws
	 */
	CompletableFuture<AppendRowsResponse> append(EncodedRows rows, long offset) {
		CompletableFuture<AppendRowsResponse> answer = new CompletableFuture<>();
		synchronized (this) {
			this.sent = this.sent.whenComplete((writer, failure) -> send(writer, failure, rows, offset, answer));
		}
		return answer;
	}

	/**
	 * Lets requests in flight be answered, then closes. Both may take minutes.
	 * @return completes when it is closed
	 */
	synchronized CompletableFuture<Void> close(Executor executor) {
		if (this.closed == null) {
			this.closed = this.sent.thenAcceptAsync(StreamWriter::close, executor);
		}
		return this.closed;
	}

	private void send(@Nullable StreamWriter writer, @Nullable Throwable failure, EncodedRows rows, long offset,
			CompletableFuture<AppendRowsResponse> answer) {
		if (writer == null) {
			answer.completeExceptionally((failure != null) ? unwrapped(failure) : new CancellationException());
			return;
		}
		try {
			ApiFutures.addCallback(writer.append(protoRows(rows), offset), new Answer(answer, this.onSchemaChange),
					MoreExecutors.directExecutor());
		}
		catch (RuntimeException ex) {
			answer.completeExceptionally(ex);
		}
	}

	private static ProtoRows protoRows(EncodedRows rows) {
		ProtoRows.Builder builder = ProtoRows.newBuilder();
		byte[] buffer = rows.buffer();
		for (int row = 0; row < rows.count(); row++) {
			int start = rows.start(row);
			builder.addSerializedRows(UnsafeByteOperations.unsafeWrap(buffer, start, rows.end(row) - start));
		}
		return builder.build();
	}

	private static Throwable unwrapped(Throwable failure) {
		return (failure instanceof CompletionException && failure.getCause() != null) ? failure.getCause() : failure;
	}

	private enum Standing {

		NEW, PROVEN, DOUBTED

	}

	private record Answer(CompletableFuture<AppendRowsResponse> answer,
			Runnable onSchemaChange) implements ApiFutureCallback<AppendRowsResponse> {

		@Override
		public void onFailure(Throwable failure) {
			this.answer.completeExceptionally(failure);
		}

		@Override
		public void onSuccess(AppendRowsResponse response) {
			if (response.hasUpdatedSchema()) {
				this.onSchemaChange.run();
			}
			this.answer.complete(response);
		}

	}

}
