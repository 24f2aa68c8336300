package dev.sluice.administration.control;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.sluice.intake.PipelineIntake;
import dev.sluice.pipeline.ParkCause;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts into effect on this instance what a pipeline is to do. Thread-safe; never blocks.
 * <p>
 * Listeners cannot be started while they are being stopped, which takes as long as
 * handing over what is in flight. So one step begins when the one before it has ended;
 * the lock guards that chain, and only its end is touched with it held.
 */
final class PipelineSteering {

	private static final Logger logger = LoggerFactory.getLogger(PipelineSteering.class);

	/** What is added to the longest drain at which stopping is given up. */
	private static final Duration STOP_MARGIN = Duration.ofSeconds(30);

	private static final String GOING_DOWN = "the instance is being shut down";

	private final PipelineIntake intake;

	private final Executor executor;

	@GuardedBy("this")
	private CompletableFuture<?> last = CompletableFuture.completedFuture("");

	private volatile Wanted wanted = Wanted.RUNNING;

	private volatile boolean begun;

	private volatile boolean closing;

	private volatile @Nullable String failure;

	PipelineSteering(PipelineIntake intake, Executor executor) {
		this.intake = intake;
		this.executor = executor;
	}

	PipelineIntake intake() {
		return this.intake;
	}

	/**
	 * Whether it is known what the pipeline is to do.
	 */
	boolean begun() {
		return this.begun;
	}

	/**
	 * Whether it has not done yet what it is to do.
	 */
	synchronized boolean busy() {
		return !this.last.isDone();
	}

	boolean closing() {
		return this.closing;
	}

	/**
	 * Why the listeners could not be started, if they could not.
	 */
	@Nullable String failure() {
		return this.failure;
	}

	/**
	 * Takes no further orders: the process ends.
	 */
	void close() {
		this.closing = true;
	}

	/**
	 * Has the pipeline do something from now on.
	 * @return completes with what came of it, for people
	 */
	CompletableFuture<Outcome> want(Wanted toDo) {
		this.begun = true;
		return next(() -> {
			this.wanted = toDo;
			return effect();
		});
	}

	/**
	 * Switches the listeners again, if they could not be. Their container takes itself
	 * for running although its consumers could not be made, so that it is stopped first.
	 * @return completes with what came of it; {@code null} if there is nothing to do
	 */
	synchronized @Nullable CompletableFuture<Outcome> retry() {
		return (this.failure != null && !busy()) ? next(() -> stop().thenCompose((stopped) -> effect())) : null;
	}

	CompletableFuture<Outcome> restart(boolean onlyFailed) {
		return next(() -> {
			if (this.wanted == Wanted.STOPPED) {
				return done("nothing to restart, it is stopped");
			}
			if (onlyFailed && !failed()) {
				return done("not restarted, it has not failed");
			}
			return stop().thenCompose((stopped) -> effect())
				.thenApply((effect) -> Outcome.of("restarted, " + effect.text()));
		});
	}

	/**
	 * What is to be stored is known when this returns; it keeps nothing else waiting.
	 */
	CompletableFuture<Outcome> flush(Duration limit) {
		if (this.closing || !this.intake.running()) {
			return done("nothing to flush, it does not run");
		}
		return this.intake.flush()
			.orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS)
			.handle((flushed, ex) -> (ex != null) ? notFlushed(cause(ex), limit) : Outcome.of("flushed"));
	}

	private static Outcome notFlushed(Throwable cause, Duration limit) {
		return Outcome.failure((cause instanceof TimeoutException)
				? "not flushed within " + limit.toSeconds() + " s, see the findings" : "failed: " + cause);
	}

	CompletableFuture<Outcome> release() {
		return held()
				? this.intake.goOn().thenApply((goesOn) -> Outcome.of("goes on although too many records were bad"))
				: done("runs already");
	}

	private boolean held() {
		return this.intake.hold().reason() != null;
	}

	private boolean failed() {
		return this.failure != null || !this.intake.running()
				|| this.intake.monitor().partitions().stream().anyMatch((owned) -> {
					var parked = owned.status().parked();
					return parked != null
							&& (parked.cause() == ParkCause.IMBALANCE || parked.cause() == ParkCause.OPERATOR);
				});
	}

	private synchronized CompletableFuture<Outcome> next(Supplier<CompletableFuture<Outcome>> step) {
		CompletableFuture<Outcome> outcome = this.last.handle((before, ex) -> "")
			.thenComposeAsync((before) -> this.closing ? done(GOING_DOWN) : step.get(), this.executor)
			.exceptionally(this::failed);
		this.last = outcome;
		return outcome;
	}

	private static Throwable cause(Throwable thrown) {
		return (thrown instanceof CompletionException && thrown.getCause() != null) ? thrown.getCause() : thrown;
	}

	private Outcome failed(Throwable thrown) {
		Throwable cause = cause(thrown);
		logger.atError().setCause(cause).addKeyValue("pipeline", this.intake.name()).log("listeners not switched");
		this.failure = cause.toString();
		return Outcome.failure("failed: " + cause);
	}

	private CompletableFuture<Outcome> effect() {
		switch (this.wanted) {
			case RUNNING -> {
				boolean resumed = this.intake.paused();
				if (resumed) {
					this.intake.resume();
				}
				this.intake.start();
				if (resumed && held()) {
					return this.intake.goOn().thenApply((goesOn) -> inEffect());
				}
			}
			case PAUSED -> {
				this.intake.pause();
				this.intake.start();
			}
			case STOPPED -> {
				return stop().thenApply((stopped) -> inEffect());
			}
		}
		return CompletableFuture.completedFuture(inEffect());
	}

	private Outcome inEffect() {
		this.failure = null;
		return Outcome.of(this.wanted.word());
	}

	private CompletableFuture<Void> stop() {
		CompletableFuture<Void> stopped = new CompletableFuture<>();
		this.intake.stop(() -> stopped.complete(null));
		Duration limit = this.intake.properties().drain().shutdown().plus(STOP_MARGIN);
		return stopped.orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS);
	}

	private static CompletableFuture<Outcome> done(String outcome) {
		return CompletableFuture.completedFuture(Outcome.of(outcome));
	}

}
