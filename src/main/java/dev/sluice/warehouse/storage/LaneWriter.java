package dev.sluice.warehouse.storage;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

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

	private final int version;

	private final CompletableFuture<StreamWriter> opening;

	private final Runnable onSchemaChange;

	private final AtomicBoolean givenUp = new AtomicBoolean();

	/** The writer, once all rows so far have been sent. */
	@GuardedBy("this")
	private CompletableFuture<StreamWriter> sent;

	@GuardedBy("this")
	private boolean closing;

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
	 * Notes that BigQuery has taken a request of this writer as a request.
	 */
	void prove() {
		this.standing = Standing.PROVEN;
	}

	/**
	 * Notes that BigQuery has failed to take a request.
	 */
	void doubt() {
		this.standing = Standing.DOUBTED;
	}

	/**
	 * Whether a request that is refused must be bad in itself.
	 */
	boolean isProven() {
		return this.standing == Standing.PROVEN && !this.givenUp.get();
	}

	/**
	 * Whether a request may be refused because of another that failed.
	 */
	boolean isDoubted() {
		return this.standing == Standing.DOUBTED;
	}

	/**
	 * Notes that nothing more is sent through this writer.
	 * @return whether this is the first call
	 */
	boolean giveUp() {
		return this.givenUp.compareAndSet(false, true);
	}

	/**
	 * Sends rows as soon as the writer is open, in the order of the calls.
	 */
	CompletableFuture<AppendResult> append(EncodedRows rows) {
		CompletableFuture<AppendRowsResponse> answer = new CompletableFuture<>();
		synchronized (this) {
			this.sent = this.sent.whenComplete((writer, failure) -> send(writer, failure, rows, answer));
		}
		return answer.handle((response, failure) -> {
			if (failure != null) {
				return AppendFailures.toResult(failure);
			}
			if (response.hasUpdatedSchema()) {
				this.onSchemaChange.run();
			}
			return new AppendResult.Stored();
		});
	}

	/**
	 * Lets requests in flight be answered, then closes. Both may take minutes.
	 */
	synchronized void close(Executor executor) {
		if (!this.closing) {
			this.closing = true;
			CompletableFuture<Void> unused = this.sent.thenAcceptAsync(StreamWriter::close, executor);
		}
	}

	private static void send(@Nullable StreamWriter writer, @Nullable Throwable failure, EncodedRows rows,
			CompletableFuture<AppendRowsResponse> answer) {
		if (writer == null) {
			answer.completeExceptionally((failure != null) ? unwrapped(failure) : new CancellationException());
			return;
		}
		try {
			ApiFutures.addCallback(writer.append(protoRows(rows)), new Answer(answer), MoreExecutors.directExecutor());
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

	private record Answer(
			CompletableFuture<AppendRowsResponse> answer) implements ApiFutureCallback<AppendRowsResponse> {

		@Override
		public void onFailure(Throwable failure) {
			this.answer.completeExceptionally(failure);
		}

		@Override
		public void onSuccess(AppendRowsResponse response) {
			this.answer.complete(response);
		}

	}

}
