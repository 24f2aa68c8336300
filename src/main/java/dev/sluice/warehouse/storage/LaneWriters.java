package dev.sluice.warehouse.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
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

	LaneWriter open(RowLayout layout, Set<String> explicitNulls) {
		TableName table = layout.table();
		CompletableFuture<StreamWriter> writer = CompletableFuture.supplyAsync(() -> build(layout, explicitNulls),
				this.opening);
		return new LaneWriter(layout.version(), writer, () -> this.notices.changed(table));
	}

	void close(LaneWriter writer) {
		writer.close(this.closing);
	}

	private StreamWriter build(RowLayout layout, Set<String> explicitNulls) {
		ProtoSchema schema = WriterSchemas.of(layout);
		Map<String, MissingValueInterpretation> nulls = explicitNulls.stream()
			.collect(Collectors.toMap((column) -> column, (column) -> MissingValueInterpretation.NULL_VALUE));
		try {
			return StreamWriter.newBuilder(StreamNames.defaultStream(layout.table()), this.client)
				.setWriterSchema(schema)
				.setTraceId(TRACE_ID)
				.setEnableConnectionPool(this.properties.pooled())
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
