package dev.sluice.warehouse.storage;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

import com.google.api.core.ApiFutureCallback;
import com.google.api.core.ApiFutures;
import com.google.cloud.bigquery.storage.v1.AppendRowsResponse;
import com.google.cloud.bigquery.storage.v1.ProtoRows;
import com.google.cloud.bigquery.storage.v1.StreamWriter;
import com.google.common.util.concurrent.MoreExecutors;
import com.google.protobuf.UnsafeByteOperations;
import dev.sluice.table.EncodedRows;
import dev.sluice.warehouse.AppendResult;

/**
 * One of Google's writers, being opened or open, for one layout of a table.
 */
final class LaneWriter {

	private final int version;

	private final CompletableFuture<StreamWriter> opening;

	private final Runnable onSchemaChange;

	LaneWriter(int version, CompletableFuture<StreamWriter> opening, Runnable onSchemaChange) {
		this.version = version;
		this.opening = opening;
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
	 * Sends rows as soon as the writer is open.
	 */
	CompletableFuture<AppendResult> append(EncodedRows rows) {
		return this.opening.thenCompose((writer) -> answer(writer, rows)).handle((response, failure) -> {
			if (failure != null) {
				return AppendFailures.toResult(unwrapped(failure));
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
	void close(Executor executor) {
		CompletableFuture<Void> unused = this.opening.thenAcceptAsync(StreamWriter::close, executor);
	}

	private static CompletableFuture<AppendRowsResponse> answer(StreamWriter writer, EncodedRows rows) {
		CompletableFuture<AppendRowsResponse> answer = new CompletableFuture<>();
		ApiFutures.addCallback(writer.append(protoRows(rows)), new ApiFutureCallback<>() {

			@Override
			public void onFailure(Throwable failure) {
				answer.completeExceptionally(failure);
			}

			@Override
			public void onSuccess(AppendRowsResponse response) {
				answer.complete(response);
			}

		}, MoreExecutors.directExecutor());
		return answer;
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

}
