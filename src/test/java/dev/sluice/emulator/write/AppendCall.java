package dev.sluice.emulator.write;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import com.google.cloud.bigquery.storage.v1.AppendRowsRequest;
import com.google.cloud.bigquery.storage.v1.AppendRowsResponse;
import com.google.cloud.bigquery.storage.v1.BigQueryWriteGrpc;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;

/**
 * One AppendRows call without a client library around it: what is sent goes on the wire
 * as it is, and every answer can be looked at.
 */
public final class AppendCall implements StreamObserver<AppendRowsResponse>, AutoCloseable {

	private final ManagedChannel channel;

	private final BlockingQueue<Object> events = new LinkedBlockingQueue<>();

	private final StreamObserver<AppendRowsRequest> requests;

	public AppendCall(int port) {
		this.channel = ManagedChannelBuilder.forAddress("localhost", port).usePlaintext().build();
		this.requests = BigQueryWriteGrpc.newStub(this.channel).appendRows(this);
	}

	public void send(AppendRowsRequest request) {
		this.requests.onNext(request);
	}

	/**
	 * Sends a request and waits for its answer.
	 */
	public AppendRowsResponse call(AppendRowsRequest request) throws InterruptedException {
		send(request);
		return answer();
	}

	public void halfClose() {
		this.requests.onCompleted();
	}

	/**
	 * Waits for the next answer.
	 */
	public AppendRowsResponse answer() throws InterruptedException {
		return (AppendRowsResponse) next();
	}

	/**
	 * Waits for the end of the call and returns the answers before it.
	 */
	public List<AppendRowsResponse> answersToTheEnd() throws InterruptedException {
		List<AppendRowsResponse> answers = new ArrayList<>();
		Object event = next();
		for (; event instanceof AppendRowsResponse answer; event = next()) {
			answers.add(answer);
		}
		return answers;
	}

	/**
	 * Waits for the end of the call.
	 */
	public Status end() throws InterruptedException {
		return (Status) next();
	}

	/**
	 * Tells whether nothing comes for a while.
	 */
	public boolean silent(Duration duration) throws InterruptedException {
		Object event = this.events.poll(duration.toMillis(), TimeUnit.MILLISECONDS);
		if (event != null) {
			this.events.add(event);
		}
		return event == null;
	}

	private Object next() throws InterruptedException {
		Object event = this.events.poll(10, TimeUnit.SECONDS);
		if (event == null) {
			throw new AssertionError("no answer within 10 s");
		}
		return event;
	}

	@Override
	public void onNext(AppendRowsResponse answer) {
		this.events.add(answer);
	}

	@Override
	public void onError(Throwable problem) {
		this.events.add(Status.fromThrowable(problem));
	}

	@Override
	public void onCompleted() {
		this.events.add(Status.OK);
	}

	@Override
	public void close() {
		this.channel.shutdownNow();
	}

}
