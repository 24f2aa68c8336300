package dev.sluice.benchmark;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import com.google.cloud.bigquery.storage.v1.AppendRowsResponse;
import com.google.cloud.bigquery.storage.v1.AppendRowsResponse.AppendResult;
import com.google.cloud.bigquery.storage.v1.BigQueryWriteGrpc;
import com.google.cloud.bigquery.storage.v1.BigQueryWriteGrpc.BigQueryWriteImplBase;
import com.google.cloud.bigquery.storage.v1.CreateWriteStreamRequest;
import com.google.cloud.bigquery.storage.v1.FinalizeWriteStreamRequest;
import com.google.cloud.bigquery.storage.v1.FinalizeWriteStreamResponse;
import com.google.cloud.bigquery.storage.v1.FlushRowsRequest;
import com.google.cloud.bigquery.storage.v1.FlushRowsResponse;
import com.google.cloud.bigquery.storage.v1.GetWriteStreamRequest;
import com.google.cloud.bigquery.storage.v1.WriteStream;
import com.google.common.base.Splitter;
import com.google.protobuf.Int64Value;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;

/**
 * The Storage Write API of the null warehouse.
 */
final class NullWritePath {

	/** Where the dataset stands in the name of a table or a stream. */
	private static final int DATASET = 3;

	private static final int TABLE = 5;

	private static final int LARGEST_MESSAGE = 21 << 20;

	private final NullWarehouse warehouse;

	private final Server server;

	private final NullStreams streams;

	private final ExecutorService acknowledgements = Executors.newSingleThreadExecutor();

	NullWritePath(NullWarehouse warehouse, NullCatalog catalog, int port) throws IOException {
		this.warehouse = warehouse;
		this.streams = new NullStreams(warehouse);
		ServerServiceDefinition unary = new UnaryCalls(catalog, this.streams).bindService();
		ServerServiceDefinition.Builder service = ServerServiceDefinition.builder(BigQueryWriteGrpc.SERVICE_NAME);
		for (ServerMethodDefinition<?, ?> method : unary.getMethods()) {
			if (!method.getMethodDescriptor().equals(BigQueryWriteGrpc.getAppendRowsMethod())) {
				service.addMethod(method);
			}
		}
		MethodDescriptor<InputStream, byte[]> append = BigQueryWriteGrpc.getAppendRowsMethod()
			.toBuilder(new AsIs(), new Prebuilt())
			.build();
		service.addMethod(append, ServerCalls.asyncBidiStreamingCall(Connection::new));
		this.server = NettyServerBuilder.forPort(port)
			.directExecutor()
			.maxInboundMessageSize(LARGEST_MESSAGE)
			.addService(service.build())
			.build()
			.start();
	}

	void awaitTermination() throws InterruptedException {
		this.server.awaitTermination();
	}

	private static String segment(String name, int index) {
		return Splitter.on('/').splitToList(name).get(index);
	}

	/** One connection of a client. */
	private final class Connection implements StreamObserver<InputStream> {

		private final ServerCallStreamObserver<byte[]> client;

		private final AppendWalk walk = new AppendWalk(this::sampled);

		private long[] times = new long[16];

		private int sampled;

		private Connection(StreamObserver<byte[]> client) {
			this.client = (ServerCallStreamObserver<byte[]>) client;
			this.client.setOnCancelHandler(() -> {
				// What is not acknowledged by now is not.
			});
		}

		@Override
		public void onNext(InputStream request) {
			try {
				this.sampled = 0;
				this.walk.request(request);
				answer();
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

		private void answer() {
			String stream = this.walk.stream();
			NullWarehouse.Plan plan = NullWritePath.this.warehouse.plan();
			if (plan.broken().contains(segment(stream, TABLE))) {
				this.client.onError(Status.UNAVAILABLE.withDescription("this table is broken").asRuntimeException());
				return;
			}
			boolean counts = this.walk.offset() < 0;
			if (!counts && !NullWritePath.this.streams.append(stream, this.walk.offset(), this.walk.rows())) {
				this.client.onError(Status.OUT_OF_RANGE.withDescription("no such offset").asRuntimeException());
				return;
			}
			Acknowledgement acknowledgement = new Acknowledgement(this.client, counts ? this.walk.rows() : 0,
					this.walk.bytes(), Arrays.copyOf(this.times, this.sampled), response(stream));
			if (plan.delay().isZero()) {
				acknowledgement.run();
			}
			else {
				CompletableFuture
					.delayedExecutor(plan.delay().toNanos(), TimeUnit.NANOSECONDS, NullWritePath.this.acknowledgements)
					.execute(acknowledgement);
			}
		}

		private byte[] response(String stream) {
			AppendResult.Builder result = AppendResult.newBuilder();
			if (this.walk.offset() >= 0) {
				result.setOffset(Int64Value.of(this.walk.offset()));
			}
			return AppendRowsResponse.newBuilder().setWriteStream(stream).setAppendResult(result).build().toByteArray();
		}

		private void sampled(long micros) {
			if (this.sampled == this.times.length) {
				this.times = Arrays.copyOf(this.times, 2 * this.sampled);
			}
			this.times[this.sampled++] = micros;
		}

		@Override
		public void onError(Throwable error) {
			// The client has gone; so have its requests.
		}

		@Override
		public void onCompleted() {
			NullWritePath.this.acknowledgements.execute(this.client::onCompleted);
		}

	}

	/** What is said, and counted, when a request is acknowledged. */
	private final class Acknowledgement implements Runnable {

		private final ServerCallStreamObserver<byte[]> client;

		private final int rows;

		private final long bytes;

		private final long[] times;

		private final byte[] response;

		private Acknowledgement(ServerCallStreamObserver<byte[]> client, int rows, long bytes, long[] times,
				byte[] response) {
			this.client = client;
			this.rows = rows;
			this.bytes = bytes;
			this.times = times;
			this.response = response;
		}

		@Override
		public void run() {
			if (this.client.isCancelled()) {
				return;
			}
			long now = TimeUnit.MILLISECONDS.toMicros(System.currentTimeMillis());
			for (long time : this.times) {
				NullWritePath.this.warehouse.acknowledged(time, now);
			}
			NullWritePath.this.warehouse.acknowledged(this.rows, this.bytes);
			this.client.onNext(this.response);
		}

	}

	/** All but appends. */
	private static final class UnaryCalls extends BigQueryWriteImplBase {

		private final NullCatalog catalog;

		private final NullStreams streams;

		private final AtomicLong created = new AtomicLong();

		private UnaryCalls(NullCatalog catalog, NullStreams streams) {
			this.catalog = catalog;
			this.streams = streams;
		}

		@Override
		public void getWriteStream(GetWriteStreamRequest request, StreamObserver<WriteStream> observer) {
			answer(observer, stream(request.getName(), WriteStream.Type.COMMITTED));
		}

		@Override
		public void createWriteStream(CreateWriteStreamRequest request, StreamObserver<WriteStream> observer) {
			String name = request.getParent() + "/streams/s" + this.created.incrementAndGet();
			this.streams.create(name);
			answer(observer, stream(name, request.getWriteStream().getType()));
		}

		@Override
		public void flushRows(FlushRowsRequest request, StreamObserver<FlushRowsResponse> observer) {
			long offset = request.getOffset().getValue();
			if (this.streams.flush(request.getWriteStream(), offset)) {
				answer(observer, FlushRowsResponse.newBuilder().setOffset(offset).build());
			}
			else {
				observer.onError(Status.OUT_OF_RANGE.withDescription("no such offset").asRuntimeException());
			}
		}

		@Override
		public void finalizeWriteStream(FinalizeWriteStreamRequest request,
				StreamObserver<FinalizeWriteStreamResponse> observer) {
			answer(observer, FinalizeWriteStreamResponse.getDefaultInstance());
		}

		private WriteStream stream(String name, WriteStream.Type type) {
			return WriteStream.newBuilder()
				.setName(name)
				.setType(type)
				.setLocation("US")
				.setTableSchema(this.catalog.schema(segment(name, DATASET), segment(name, TABLE)))
				.build();
		}

		private static <T> void answer(StreamObserver<T> observer, T answer) {
			observer.onNext(answer);
			observer.onCompleted();
		}

	}

	/** Hands on a request's bytes, which are good until the request has been handled. */
	private static final class AsIs implements MethodDescriptor.Marshaller<InputStream> {

		@Override
		public InputStream stream(InputStream message) {
			return message;
		}

		@Override
		public InputStream parse(InputStream message) {
			return message;
		}

	}

	/** Sends bytes that are a message already. */
	private static final class Prebuilt implements MethodDescriptor.Marshaller<byte[]> {

		@Override
		public InputStream stream(byte[] message) {
			return new ByteArrayInputStream(message);
		}

		@Override
		public byte[] parse(InputStream message) {
			throw new UnsupportedOperationException("responses are only sent");
		}

	}

}
