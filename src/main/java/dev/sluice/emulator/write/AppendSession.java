package dev.sluice.emulator.write;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import com.google.cloud.bigquery.storage.v1.AppendRowsRequest;
import com.google.cloud.bigquery.storage.v1.AppendRowsRequest.MissingValueInterpretation;
import com.google.cloud.bigquery.storage.v1.AppendRowsResponse;
import com.google.cloud.bigquery.storage.v1.RowError;
import com.google.protobuf.ByteString;
import com.google.protobuf.Int64Value;
import dev.sluice.emulator.catalog.Table;
import dev.sluice.emulator.catalog.TableId;
import dev.sluice.emulator.catalog.WriteView;
import dev.sluice.emulator.engine.Engine;
import dev.sluice.emulator.fault.Effect;
import dev.sluice.emulator.fault.Setting;
import dev.sluice.emulator.row.RowBatch;
import dev.sluice.emulator.row.RowFormat;
import dev.sluice.emulator.stream.Appender;
import dev.sluice.emulator.stream.StreamException;
import dev.sluice.emulator.stream.StreamName;
import dev.sluice.emulator.stream.StreamState;
import dev.sluice.emulator.table.RowSource;
import org.jspecify.annotations.Nullable;

/**
 * What a connection remembers between its requests, and how it appends the rows of one.
 */
final class AppendSession {

	private final Engine engine;

	private final WriteTables tables;

	private final Quotas quotas;

	private final Duration staleness;

	private final WriteView view;

	private final Map<String, Destination> destinations = new ConcurrentHashMap<>();

	private final RowBatch batch = new RowBatch(1 << 16);

	private @Nullable Destination current;

	private MissingValueInterpretation missing = MissingValueInterpretation.NULL_VALUE;

	AppendSession(Engine engine, WriteTables tables, Quotas quotas) {
		this.engine = engine;
		this.tables = tables;
		this.quotas = quotas;
		this.staleness = tables.staleness();
		this.view = tables.view(this.staleness);
	}

	/**
	 * Returns the name of the stream that a request is for, as far as it is known.
	 */
	String resource(AppendRowsRequest request) {
		return request.getWriteStream().isEmpty() ? current() : request.getWriteStream();
	}

	String current() {
		return (this.current != null) ? this.current.name().toString() : "";
	}

	/**
	 * Appends the rows of a request.
	 * @param refusal rows to refuse without a reason of their own
	 * @return the answer, which is an error if rows are bad
	 * @throws StreamException if nothing could be appended
	 */
	AppendRowsResponse append(Appender connection, AppendRowsRequest request, Optional<Effect.RefuseRows> refusal) {
		Destination destination = destination(connection, request);
		checkRequest(destination, request);
		Instant now = this.engine.clock().instant();
		AppendRowsResponse.Builder answer = AppendRowsResponse.newBuilder()
			.setWriteStream(destination.name().toString());
		WriterSchema schema = destination.schema();
		notice(destination, answer);
		if (schema.changes() && destination.stream().isPresent()) {
			throw StreamException.invalid("The given value is not a valid CHANGE_TYPE in insert mode: UPSERT.",
					current());
		}
		Long offset = request.hasOffset() ? request.getOffset().getValue() : null;
		destination.stream().ifPresent((stream) -> stream.checkAppend(connection, offset, now));
		fill(request.getProtoRows().getRows().getSerializedRowsList());
		List<RowError> errors = new RowErrors(this.engine.behavior().get(Setting.MAX_ROW_ERRORS), refusal)
			.of(this.batch, new RowRules(schema, destination.table(), now));
		if (!errors.isEmpty()) {
			return answer.addAllRowErrors(errors).setError(RowErrors.status(current())).build();
		}
		RowFormat format = schema.format(this.missing, request.getMissingValueInterpretationsMap());
		return answer.setAppendResult(store(connection, destination, offset, format, now)).build();
	}

	/**
	 * Takes note of what a request says about the requests after it, without appending
	 * its rows.
	 */
	void remember(Appender connection, AppendRowsRequest request) {
		try {
			destination(connection, request);
		}
		catch (StreamException ex) {
			// the next request meets the same refusal
		}
	}

	private Destination destination(Appender connection, AppendRowsRequest request) {
		String name = request.getWriteStream();
		if (!name.isEmpty()) {
			Destination known = this.destinations.get(name);
			this.current = (known != null) ? known : open(connection, StreamName.parse(name));
			this.destinations.put(name, this.current);
		}
		else if (this.destinations.size() > 1) {
			throw StreamException.invalid("Every request must name the stream once a connection has switched streams.",
					current());
		}
		if (this.current == null) {
			throw StreamException.invalid("The first request must name the stream.", "");
		}
		Destination destination = this.current;
		destination.see(this.tables.table(this.view, destination.name().table(), current()));
		if (request.getProtoRows().hasWriterSchema()) {
			destination.send(request.getProtoRows().getWriterSchema().getProtoDescriptor());
		}
		if (request
			.getDefaultMissingValueInterpretation() != MissingValueInterpretation.MISSING_VALUE_INTERPRETATION_UNSPECIFIED) {
			this.missing = request.getDefaultMissingValueInterpretation();
		}
		return destination;
	}

	private Destination open(Appender connection, StreamName name) {
		TableId id = name.table();
		Table table = this.tables.table(this.view, id, name.toString());
		if (name.isDefault()) {
			return new Destination(name, null, WriteTables.partition(id, this.engine.clock().instant()), table);
		}
		StreamState stream = this.engine.streams().get(name);
		this.engine.streams().connect(stream, connection);
		Destination destination = new Destination(name, stream, null, stream.table());
		destination.see(table);
		return destination;
	}

	private void checkRequest(Destination destination, AppendRowsRequest request) {
		String entity = destination.name().toString();
		if (request.hasArrowRows()) {
			throw StreamException.invalid("The emulator takes rows in protocol buffer format only.", entity);
		}
		if (destination.stream().isEmpty() && request.hasOffset()) {
			throw StreamException.invalid("Offset must not be set on the default stream.", entity);
		}
		int limit = this.engine.behavior().get(Setting.MAX_APPEND_BYTES);
		if (request.getSerializedSize() > limit) {
			throw StreamException
				.invalid("AppendRows request too large: " + request.getSerializedSize() + " limit " + limit, entity);
		}
		this.quotas.append(request.getSerializedSize(), entity);
	}

	private void notice(Destination destination, AppendRowsResponse.Builder answer) {
		if (!this.engine.behavior().get(Setting.SCHEMA_NOTICES)) {
			return;
		}
		Duration late = this.engine.behavior().get(Setting.SCHEMA_NOTICE_DELAY);
		Optional<Table> seen = late.isZero() ? Optional.of(destination.table())
				: this.tables.view(this.staleness.plus(late)).table(destination.table().id());
		seen.flatMap((table) -> destination.news(table.schema()))
			.ifPresent((schema) -> answer.setUpdatedSchema(ProtoSchemas.of(schema)));
	}

	private void fill(List<ByteString> rows) {
		this.batch.clear();
		this.batch.reserve(rows);
		for (ByteString row : rows) {
			this.batch.add(row);
		}
	}

	private AppendRowsResponse.AppendResult store(Appender connection, Destination destination, @Nullable Long offset,
			RowFormat format, Instant now) {
		AppendRowsResponse.AppendResult.Builder result = AppendRowsResponse.AppendResult.newBuilder();
		if (destination.stream().isPresent()) {
			long first = destination.stream().get().append(connection, offset, this.batch, format, now);
			result.setOffset(Int64Value.of(first));
		}
		else if (this.batch.rows() > 0) {
			this.engine.rows()
				.of(destination.table())
				.append(RowSource.DEFAULT_STREAM, this.batch, format, now, destination.partition());
		}
		return result.build();
	}

	/**
	 * Tells whether a refusal ends the connection: if the stream or table is not there,
	 * and the connection is for it alone.
	 */
	boolean endsWith(StreamException refusal) {
		boolean gone = refusal.status().equals("NOT_FOUND") || refusal.status().equals("PERMISSION_DENIED");
		boolean unopened = this.current == null;
		return unopened || (gone && this.destinations.size() <= 1);
	}

	void close(Appender connection) {
		for (Destination destination : List.copyOf(this.destinations.values())) {
			destination.stream().ifPresent((stream) -> stream.disconnect(connection));
		}
	}

}
