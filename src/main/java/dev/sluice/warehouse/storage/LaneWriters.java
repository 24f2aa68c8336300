package dev.sluice.warehouse.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import com.google.cloud.bigquery.storage.v1.AppendRowsRequest.MissingValueInterpretation;
import com.google.cloud.bigquery.storage.v1.BigQueryWriteClient;
import com.google.cloud.bigquery.storage.v1.ProtoSchema;
import com.google.cloud.bigquery.storage.v1.StreamWriter;
import dev.sluice.table.RowLayout;
import dev.sluice.table.TableName;
import dev.sluice.warehouse.SchemaNotices;

/**
 * Opens and closes Google's writers, off the callers' threads.
 */
final class LaneWriters {

	/**
	 * Far above what the loader has in flight: at its own limit Google's client blocks
	 * its caller and may answer the wrong request.
	 */
	private static final long NO_LIMIT = 1L << 40;

	/** How long the next writer of a stream waits for the one before to be closed. */
	private static final Duration CLOSING_LIMIT = Duration.ofSeconds(2);

	/** Names this project in BigQuery's logs, in the form that Google's client wants. */
	private static final String TRACE_ID = "Sluice:"
			+ Objects.requireNonNullElse(LaneWriters.class.getPackage().getImplementationVersion(), "development");

	private final BigQueryWriteClient client;

	private final StorageProperties properties;

	private final SchemaNotices notices;

	private final Executor opening;

	private final Executor closing;

	LaneWriters(BigQueryWriteClient client, StorageProperties properties, SchemaNotices notices, Executor opening,
			Executor closing) {
		this.client = client;
		this.properties = properties;
		this.notices = notices;
		this.opening = opening;
		this.closing = closing;
	}

	/**
	 * Opens a writer for a table's default stream.
	 */
	LaneWriter open(RowLayout layout, Set<String> explicitNulls) {
		String stream = StreamNames.defaultStream(layout.table());
		return writer(layout, CompletableFuture
			.supplyAsync(() -> build(stream, this.properties.pooled(), layout, explicitNulls), this.opening));
	}

	/**
	 * Opens a writer for a stream that takes one at a time.
	 * @param before completes when the one before is closed
	 */
	LaneWriter open(String stream, RowLayout layout, Set<String> explicitNulls, CompletableFuture<Void> before) {
		return writer(layout,
				before.copy()
					.completeOnTimeout(null, CLOSING_LIMIT.toMillis(), TimeUnit.MILLISECONDS)
					.handleAsync((unused, failure) -> build(stream, false, layout, explicitNulls), this.opening));
	}

	private LaneWriter writer(RowLayout layout, CompletableFuture<StreamWriter> opened) {
		TableName table = layout.table();
		return new LaneWriter(layout.version(), opened, () -> this.notices.changed(table));
	}

	/**
	 * Closes a writer.
	 * @return completes when it is closed, or cannot be
	 */
	CompletableFuture<Void> close(LaneWriter writer) {
		return writer.close(this.closing);
	}

	private StreamWriter build(String stream, boolean pooled, RowLayout layout, Set<String> explicitNulls) {
		ProtoSchema schema = WriterSchemas.of(layout);
		Map<String, MissingValueInterpretation> nulls = explicitNulls.stream()
			.collect(Collectors.toMap((column) -> column, (column) -> MissingValueInterpretation.NULL_VALUE));
		try {
			return StreamWriter.newBuilder(stream, this.client)
				.setWriterSchema(schema)
				.setTraceId(TRACE_ID)
				.setEnableConnectionPool(pooled)
				.setMaxInflightRequests(NO_LIMIT)
				.setMaxInflightBytes(NO_LIMIT)
				.setMaxRetryDuration(this.properties.reconnectLimit())
				.setDefaultMissingValueInterpretation(MissingValueInterpretation.DEFAULT_VALUE)
				.setMissingValueInterpretationMap(nulls)
				.build();
		}
		catch (IOException ex) {
			throw new UncheckedIOException("cannot open a writer", ex);
		}
	}

}
