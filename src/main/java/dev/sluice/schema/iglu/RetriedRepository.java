package dev.sluice.schema.iglu;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * A repository that is asked again a few times, with growing waits, when it does not
 * answer.
 */
final class RetriedRepository implements Repository {

	private static final long FIRST_WAIT_MILLIS = 250;

	private static final long LONGEST_WAIT_MILLIS = 5_000;

	private final Repository repository;

	private final int retries;

	private final Executor executor;

	RetriedRepository(Repository repository, int retries, Executor executor) {
		this.repository = repository;
		this.retries = retries;
		this.executor = executor;
	}

	@Override
	public RepositorySettings settings() {
		return this.repository.settings();
	}

	@Override
	public CompletionStage<RepositoryAnswer> ask(SchemaKey key) {
		return ask(key, 0);
	}

	private CompletionStage<RepositoryAnswer> ask(SchemaKey key, int retry) {
		return this.repository.ask(key).thenCompose((answer) -> {
			boolean again = answer instanceof RepositoryAnswer.Refusal refusal && !refusal.error().isAnswer()
					&& retry < this.retries;
			return again
					? CompletableFuture.supplyAsync(() -> ask(key, retry + 1), later(retry)).thenCompose((next) -> next)
					: CompletableFuture.completedFuture(answer);
		});
	}

	private Executor later(int retry) {
		long wait = Math.min(LONGEST_WAIT_MILLIS, FIRST_WAIT_MILLIS << retry);
		return CompletableFuture.delayedExecutor(wait, TimeUnit.MILLISECONDS, this.executor);
	}

}
