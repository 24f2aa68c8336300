package dev.sluice.warehouse.storage;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import com.google.api.core.ApiFuture;
import com.google.api.core.ApiFutureCallback;
import com.google.api.core.ApiFutures;
import com.google.api.gax.grpc.GrpcCallContext;
import com.google.common.util.concurrent.MoreExecutors;

/**
 * How calls are made with Google's client: once, since how often is for others to decide,
 * with answers as Java's own futures.
 */
final class Answers {

	/** Has a call made once. */
	static final GrpcCallContext ONCE = GrpcCallContext.createDefault()
		.withTimeoutDuration(Duration.ofSeconds(10))
		.withRetryableCodes(Set.of());

	private Answers() {
	}

	/**
	 * The answer as a future of its own, complete with what Google's client throws.
	 */
	static <T> CompletableFuture<T> of(ApiFuture<T> answer) {
		CompletableFuture<T> future = new CompletableFuture<>();
		ApiFutures.addCallback(answer, new Passing<>(future), MoreExecutors.directExecutor());
		return future;
	}

	private record Passing<T>(CompletableFuture<T> future) implements ApiFutureCallback<T> {

		@Override
		public void onFailure(Throwable failure) {
			this.future.completeExceptionally(failure);
		}

		@Override
		public void onSuccess(T answer) {
			this.future.complete(answer);
		}

	}

}
