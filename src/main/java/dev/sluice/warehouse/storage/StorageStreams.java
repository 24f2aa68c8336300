package dev.sluice.warehouse.storage;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import com.google.cloud.bigquery.storage.v1.BigQueryWriteClient;
import com.google.cloud.bigquery.storage.v1.CreateWriteStreamRequest;
import com.google.cloud.bigquery.storage.v1.FlushRowsRequest;
import com.google.cloud.bigquery.storage.v1.WriteStream;
import com.google.protobuf.Any;
import com.google.protobuf.Int64Value;
import com.google.rpc.Code;
import com.google.rpc.RetryInfo;
import dev.sluice.table.RowEncoding;
import dev.sluice.table.TableName;
import dev.sluice.warehouse.AppendResult;
import dev.sluice.warehouse.BufferedStreams;
import dev.sluice.warehouse.FlushResult;
import dev.sluice.warehouse.Lane;
import dev.sluice.warehouse.StreamPosition;
import dev.sluice.warehouse.WriteProperties;
import io.grpc.Status;
import io.grpc.protobuf.StatusProto;

/**
 * Buffered streams of the Storage Write API. Safe for use by several threads.
 */
final class StorageStreams implements BufferedStreams {

	/** The longest that an append waits for its stream because of the budget. */
	private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

	/**
	 * For how long BigQuery may be wrong about a stream that it does not find, or finds
	 * shorter than it is: after a reconnection it is not sure of the end for five seconds
	 * (integration tests of googleapis/java-bigquerystorage).
	 */
	static final Duration PATIENCE = Duration.ofSeconds(10);

	private final BigQueryWriteClient client;

	private final LaneWriters writers;

	private final StorageProperties properties;

	private final CreationBudget budget;

	private final LongSupplier ticker;

	/** Since when flushes of a stream may have been refused by mistake. */
	private final Map<String, Long> mistakenSince = new ConcurrentHashMap<>();

	StorageStreams(BigQueryWriteClient client, LaneWriters writers, StorageProperties properties, LongSupplier ticker) {
		this.client = client;
		this.writers = writers;
		this.properties = properties;
		this.budget = new CreationBudget(properties.streamsPerHour(), ticker);
		this.ticker = ticker;
	}

	@Override
	public WriteProperties.Mode mode() {
		return WriteProperties.Mode.STORAGE_WRITE;
	}

	@Override
	public WriteProperties.Guarantee guarantee() {
		return WriteProperties.Guarantee.EXACTLY_ONCE;
	}

	@Override
	public RowEncoding encoding() {
		return RowEncoding.WIRE;
	}

	@Override
	public Lane lane(TableName table) {
		return new BufferedLane(table, this, this.writers, this.properties.answerLimit(), this.ticker);
	}

	/**
	 * How many streams may still be created in this hour.
	 */
	int creationsLeft() {
		return this.budget.left();
	}

	/**
	 * Creates a stream as soon as the budget allows.
	 * @return completes with its name, or with what Google's client throws
	 */
	CompletableFuture<String> create(TableName table) {
		Duration wait = this.budget.take(LONGEST_WAIT);
		if (wait.compareTo(LONGEST_WAIT) > 0) {
			return CompletableFuture.failedFuture(overBudget(wait));
		}
		if (wait.isZero()) {
			return ask(table);
		}
		return new CompletableFuture<Void>().completeOnTimeout(null, wait.toNanos(), TimeUnit.NANOSECONDS)
			.thenCompose((unused) -> ask(table));
	}

	private CompletableFuture<String> ask(TableName table) {
		CreateWriteStreamRequest request = CreateWriteStreamRequest.newBuilder()
			.setParent(StreamNames.table(table))
			.setWriteStream(WriteStream.newBuilder().setType(WriteStream.Type.BUFFERED))
			.build();
		return Answers.of(this.client.createWriteStreamCallable().futureCall(request, Answers.ONCE))
			.thenApply(WriteStream::getName);
	}

	private static Throwable overBudget(Duration wait) {
		return StatusProto.toStatusRuntimeException(com.google.rpc.Status.newBuilder()
			.setCode(Code.RESOURCE_EXHAUSTED_VALUE)
			.setMessage("this instance may not create more streams in this hour: sluice.storage-write.streams-per-hour")
			.addDetails(Any.pack(RetryInfo.newBuilder()
				.setRetryDelay(com.google.protobuf.Duration.newBuilder().setSeconds(wait.toSeconds() + 1))
				.build()))
			.build());
	}

	/**
	 * What the failure to create a stream means for the rows that wait for it, which are
	 * not to blame.
	 */
	static AppendResult notCreated(Throwable failure) {
		Throwable cause = (failure instanceof CompletionException && failure.getCause() != null) ? failure.getCause()
				: failure;
		AppendResult result = AppendFailures.toResult(cause);
		return (result instanceof AppendResult.RequestRefused refused)
				? new AppendResult.Unavailable(AppendResult.Cause.OUTAGE, refused.message(), null) : result;
	}

	@Override
	public CompletionStage<FlushResult> flush(TableName table, StreamPosition upTo) {
		String name = StreamNames.stream(table, upTo.stream());
		FlushRowsRequest request = FlushRowsRequest.newBuilder()
			.setWriteStream(name)
			.setOffset(Int64Value.of(upTo.end() - 1))
			.build();
		return Answers.of(this.client.flushRowsCallable().futureCall(request, Answers.ONCE))
			.handle((answer, failure) -> (failure != null) ? notFlushed(name, failure) : flushed(name));
	}

	private FlushResult flushed(String stream) {
		this.mistakenSince.remove(stream);
		return new FlushResult.Flushed();
	}

	private FlushResult notFlushed(String stream, Throwable failure) {
		String message = AppendFailures.message(failure);
		return switch (Status.fromThrowable(failure).getCode()) {
			case ALREADY_EXISTS -> flushed(stream);
			case INVALID_ARGUMENT -> new FlushResult.Impossible(message);
			case NOT_FOUND, OUT_OF_RANGE ->
				(AppendFailures.isStreamGone(failure) || isOutOfPatience(stream)) ? new FlushResult.Impossible(message)
						: new FlushResult.Unavailable(AppendResult.Cause.OUTAGE, message, null);
			default -> (AppendFailures.toResult(failure) instanceof AppendResult.Unavailable unavailable)
					? new FlushResult.Unavailable(unavailable.cause(), message, unavailable.retryAfter())
					: new FlushResult.Unavailable(AppendResult.Cause.DENIED, message, null);
		};
	}

	private boolean isOutOfPatience(String stream) {
		long now = this.ticker.getAsLong();
		Long since = this.mistakenSince.putIfAbsent(stream, now);
		if (since == null || now - since <= PATIENCE.toNanos()) {
			return false;
		}
		this.mistakenSince.remove(stream);
		return true;
	}

}
