package dev.sluice.emulator.write;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;

import com.google.cloud.bigquery.storage.v1.AppendRowsResponse;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import org.jspecify.annotations.Nullable;

/**
 * The answers of one append connection, sent in the order of the requests.
 *
 * An answer that is held or delayed keeps those behind it waiting, while their requests
 * are already processed. The monitor keeps the observer, which is not thread-safe, to one
 * thread at a time.
 */
final class AppendAnswers {

	private final StreamObserver<AppendRowsResponse> observer;

	@GuardedBy("this")
	private final Deque<Waiting> waiting = new ArrayDeque<>();

	@GuardedBy("this")
	private boolean ended;

	AppendAnswers(StreamObserver<AppendRowsResponse> observer) {
		this.observer = observer;
	}

	/**
	 * Sends an answer once it may pass and all before it are sent.
	 * @param passage completes when it may pass, with {@code false} to cut the connection
	 * @param before runs when it is sent
	 */
	void send(AppendRowsResponse answer, CompletableFuture<Boolean> passage, Runnable before) {
		add(new Waiting(() -> {
			before.run();
			this.observer.onNext(answer);
		}, passage));
	}

	/**
	 * Ends the call after all answers before.
	 * @param problem why, {@code null} if all is well
	 */
	void end(@Nullable StatusRuntimeException problem, CompletableFuture<Boolean> passage) {
		add(new Waiting(() -> close(problem), passage));
	}

	private void add(Waiting next) {
		synchronized (this) {
			this.waiting.addLast(next);
		}
		var unused = next.passage().thenRun(this::drain);
	}

	private synchronized void drain() {
		while (!this.ended && !this.waiting.isEmpty() && this.waiting.getFirst().passage().isDone()) {
			Waiting next = this.waiting.removeFirst();
			if (next.passage().join()) {
				next.action().run();
			}
			else {
				close(Statuses.cut());
			}
		}
	}

	/**
	 * Ends the call at once; answers that wait are lost.
	 */
	synchronized void abort(StatusRuntimeException problem) {
		close(problem);
	}

	private synchronized void close(@Nullable StatusRuntimeException problem) {
		if (this.ended) {
			return;
		}
		this.ended = true;
		this.waiting.clear();
		if (problem != null) {
			this.observer.onError(problem);
		}
		else {
			this.observer.onCompleted();
		}
	}

	synchronized boolean ended() {
		return this.ended;
	}

	private record Waiting(Runnable action, CompletableFuture<Boolean> passage) {
	}

}
