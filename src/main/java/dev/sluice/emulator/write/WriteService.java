package dev.sluice.emulator.write;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

import com.google.cloud.bigquery.storage.v1.AppendRowsRequest;
import com.google.cloud.bigquery.storage.v1.AppendRowsResponse;
import com.google.cloud.bigquery.storage.v1.BatchCommitWriteStreamsRequest;
import com.google.cloud.bigquery.storage.v1.BatchCommitWriteStreamsResponse;
import com.google.cloud.bigquery.storage.v1.BigQueryWriteGrpc;
import com.google.cloud.bigquery.storage.v1.CreateWriteStreamRequest;
import com.google.cloud.bigquery.storage.v1.FinalizeWriteStreamRequest;
import com.google.cloud.bigquery.storage.v1.FinalizeWriteStreamResponse;
import com.google.cloud.bigquery.storage.v1.FlushRowsRequest;
import com.google.cloud.bigquery.storage.v1.FlushRowsResponse;
import com.google.cloud.bigquery.storage.v1.GetWriteStreamRequest;
import com.google.cloud.bigquery.storage.v1.WriteStream;
import dev.sluice.emulator.engine.Engine;
import dev.sluice.emulator.fault.Intervention;
import dev.sluice.emulator.fault.Moment;
import dev.sluice.emulator.fault.Setting;
import dev.sluice.emulator.fault.Target;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;

/**
 * The calls of the Storage Write API.
 */
final class WriteService extends BigQueryWriteGrpc.BigQueryWriteImplBase {

	private final Engine engine;

	private final WriteTables tables;

	private final Quotas quotas;

	private final StreamCalls streams;

	private final Set<AppendConnection> connections = ConcurrentHashMap.newKeySet();

	private final AtomicLong connectionNumbers = new AtomicLong();

	WriteService(Engine engine) {
		this.engine = engine;
		this.tables = new WriteTables(engine.catalog(), engine.behavior());
		this.quotas = new Quotas(engine.behavior(), engine.clock());
		this.streams = new StreamCalls(engine, this.tables, this.quotas);
	}

	@Override
	public StreamObserver<AppendRowsRequest> appendRows(StreamObserver<AppendRowsResponse> observer) {
		AppendAnswers answers = new AppendAnswers(observer);
		int limit = this.engine.behavior().get(Setting.MAX_CONNECTIONS);
		if (limit > 0 && this.connections.size() >= limit) {
			answers.abort(Statuses.ending(Quotas.exhausted(
					"Exceeds 'Concurrent connections' quota, user_id: emulator " + "(status: INSUFFICIENT_TOKENS).",
					"")));
		}
		ConnectionEnd end = new ConnectionEnd(this.connections);
		AppendConnection connection = new AppendConnection(this.connectionNumbers.incrementAndGet(), this.engine,
				new AppendSession(this.engine, this.tables, this.quotas), answers, end);
		if (!answers.ended()) {
			end.open(connection);
		}
		return connection;
	}

	/**
	 * Closes connections without traffic.
	 */
	void closeIdle() {
		Instant now = this.engine.clock().instant();
		this.connections.forEach((connection) -> connection.closeIfIdle(now));
	}

	@Override
	public void createWriteStream(CreateWriteStreamRequest request, StreamObserver<WriteStream> observer) {
		answer("CreateWriteStream", request.getParent(), observer, () -> this.streams.create(request));
	}

	@Override
	public void getWriteStream(GetWriteStreamRequest request, StreamObserver<WriteStream> observer) {
		answer("GetWriteStream", request.getName(), observer, () -> this.streams.get(request));
	}

	@Override
	public void flushRows(FlushRowsRequest request, StreamObserver<FlushRowsResponse> observer) {
		answer("FlushRows", request.getWriteStream(), observer, () -> this.streams.flush(request));
	}

	@Override
	public void finalizeWriteStream(FinalizeWriteStreamRequest request,
			StreamObserver<FinalizeWriteStreamResponse> observer) {
		answer("FinalizeWriteStream", request.getName(), observer, () -> this.streams.finalizeStream(request));
	}

	@Override
	public void batchCommitWriteStreams(BatchCommitWriteStreamsRequest request,
			StreamObserver<BatchCommitWriteStreamsResponse> observer) {
		String resource = request.getParent() + List.copyOf(request.getWriteStreamsList());
		answer("BatchCommitWriteStreams", resource, observer, () -> this.streams.commit(request));
	}

	private <T> void answer(String operation, String resource, StreamObserver<T> observer, Supplier<T> call) {
		Intervention faults = this.engine.faults().intercept(new Target(operation, resource));
		try {
			faults.strike(Moment.BEFORE);
			T response = call.get();
			faults.strike(Moment.AFTER);
			this.engine.calls().record(operation, resource, "OK", "");
			observer.onNext(response);
			observer.onCompleted();
		}
		catch (RuntimeException ex) {
			StatusRuntimeException status = Statuses.ending(ex);
			String outcome = (ex instanceof Intervention.CallDropped) ? Statuses.DROPPED
					: status.getStatus().getCode().name();
			this.engine.calls().record(operation, resource, outcome, String.valueOf(ex.getMessage()));
			observer.onError(status);
		}
	}

}
