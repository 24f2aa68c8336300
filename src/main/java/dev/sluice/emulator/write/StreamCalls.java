package dev.sluice.emulator.write;

import java.time.Instant;
import java.util.List;

import com.google.cloud.bigquery.storage.v1.BatchCommitWriteStreamsRequest;
import com.google.cloud.bigquery.storage.v1.BatchCommitWriteStreamsResponse;
import com.google.cloud.bigquery.storage.v1.CreateWriteStreamRequest;
import com.google.cloud.bigquery.storage.v1.FinalizeWriteStreamRequest;
import com.google.cloud.bigquery.storage.v1.FinalizeWriteStreamResponse;
import com.google.cloud.bigquery.storage.v1.FlushRowsRequest;
import com.google.cloud.bigquery.storage.v1.FlushRowsResponse;
import com.google.cloud.bigquery.storage.v1.GetWriteStreamRequest;
import com.google.cloud.bigquery.storage.v1.StorageError;
import com.google.cloud.bigquery.storage.v1.WriteStream;
import com.google.cloud.bigquery.storage.v1.WriteStreamView;
import com.google.protobuf.Timestamp;
import dev.sluice.emulator.catalog.Table;
import dev.sluice.emulator.catalog.TableId;
import dev.sluice.emulator.engine.Engine;
import dev.sluice.emulator.stream.StreamException;
import dev.sluice.emulator.stream.StreamName;
import dev.sluice.emulator.stream.StreamState;
import dev.sluice.emulator.stream.StreamType;

/**
 * The calls about streams that are answered once.
 */
final class StreamCalls {

	private static final int MAX_COMMIT = 10_000;

	private final Engine engine;

	private final WriteTables tables;

	private final Quotas quotas;

	StreamCalls(Engine engine, WriteTables tables, Quotas quotas) {
		this.engine = engine;
		this.tables = tables;
		this.quotas = quotas;
	}

	WriteStream create(CreateWriteStreamRequest request) {
		TableId id = parent(request.getParent());
		this.quotas.createStream(id.path());
		Table table = this.tables.table(this.tables.view(), id, id.path());
		StreamState stream = this.engine.streams().create(table, type(request.getWriteStream().getType(), id));
		return describe(stream, table).setTableSchema(ProtoSchemas.of(table.schema())).build();
	}

	private static TableId parent(String path) {
		return TableId.parse(path)
			.orElseThrow(() -> StreamException.invalid("Invalid table name: " + path + '.', path));
	}

	private static StreamType type(WriteStream.Type type, TableId id) {
		return switch (type) {
			case COMMITTED -> StreamType.COMMITTED;
			case BUFFERED -> StreamType.BUFFERED;
			case PENDING -> StreamType.PENDING;
			default -> throw StreamException.invalid("Invalid stream type: " + type + '.', id.path());
		};
	}

	WriteStream get(GetWriteStreamRequest request) {
		StreamName name = StreamName.parse(request.getName());
		Table table = this.tables.table(this.tables.view(), name.table(), name.toString());
		WriteStream.Builder answer = name.isDefault()
				? describe(name, table, table.created()).setType(WriteStream.Type.COMMITTED)
				: describe(this.engine.streams().get(name), table);
		if (request.getView() == WriteStreamView.FULL) {
			answer.setTableSchema(ProtoSchemas.of(table.schema()));
		}
		return answer.build();
	}

	private static WriteStream.Builder describe(StreamState stream, Table table) {
		WriteStream.Builder answer = describe(stream.name(), table, stream.created())
			.setType(WriteStream.Type.valueOf(stream.type().name()));
		if (stream.type() == StreamType.COMMITTED) {
			answer.setCommitTime(timestamp(stream.created()));
		}
		stream.committed().ifPresent((at) -> answer.setCommitTime(timestamp(at)));
		return answer;
	}

	private static WriteStream.Builder describe(StreamName name, Table table, Instant created) {
		return WriteStream.newBuilder()
			.setName(name.toString())
			.setCreateTime(timestamp(created))
			.setWriteMode(WriteStream.WriteMode.INSERT)
			.setLocation(table.location());
	}

	FlushRowsResponse flush(FlushRowsRequest request) {
		StreamName name = known(request.getWriteStream());
		if (name.isDefault() || !request.hasOffset()) {
			throw StreamException.invalid("FlushRows needs a BUFFERED stream and an offset.", name.toString());
		}
		this.engine.streams().flush(name, request.getOffset().getValue());
		return FlushRowsResponse.newBuilder().setOffset(request.getOffset().getValue()).build();
	}

	FinalizeWriteStreamResponse finalizeStream(FinalizeWriteStreamRequest request) {
		StreamName name = known(request.getName());
		if (name.isDefault()) {
			throw StreamException.invalid("Finalize is not supported on the default stream.", name.toString());
		}
		return FinalizeWriteStreamResponse.newBuilder().setRowCount(this.engine.streams().finalizeStream(name)).build();
	}

	private StreamName known(String stream) {
		StreamName name = StreamName.parse(stream);
		Table seen = this.tables.table(this.tables.view(), name.table(), name.toString());
		if (!name.isDefault() && this.engine.streams().get(name).table().incarnation() != seen.incarnation()) {
			throw StreamException.streamNotFound(name.toString());
		}
		return name;
	}

	BatchCommitWriteStreamsResponse commit(BatchCommitWriteStreamsRequest request) {
		TableId id = parent(request.getParent());
		this.tables.table(this.tables.view(), id, id.path());
		if (request.getWriteStreamsCount() == 0 || request.getWriteStreamsCount() > MAX_COMMIT) {
			throw StreamException.invalid("A commit takes 1 to " + MAX_COMMIT + " streams.", id.path());
		}
		Instant now = this.engine.clock().instant();
		List<StreamException> problems = this.engine.streams().commit(id, request.getWriteStreamsList(), now);
		BatchCommitWriteStreamsResponse.Builder answer = BatchCommitWriteStreamsResponse.newBuilder();
		if (problems.isEmpty()) {
			return answer.setCommitTime(timestamp(now)).build();
		}
		problems.forEach((problem) -> answer.addStreamErrors(StorageError.newBuilder()
			.setCode(problem.code())
			.setEntity(problem.entity())
			.setErrorMessage(problem.message())));
		return answer.build();
	}

	private static Timestamp timestamp(Instant instant) {
		return Timestamp.newBuilder().setSeconds(instant.getEpochSecond()).setNanos(instant.getNano()).build();
	}

}
