package dev.sluice.intake;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

import dev.sluice.pipeline.Intent;
import dev.sluice.pipeline.Intent.TableStream;
import dev.sluice.pipeline.Publishing;
import dev.sluice.warehouse.FlushResult;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The flushes that one commit intends, each repeated by the clock until BigQuery gives a
 * definite answer. Owned by one consumer thread.
 */
final class Flushes {

	private static final Logger logger = LoggerFactory.getLogger(Flushes.class);

	private final List<TableStream> flushed = new ArrayList<>();

	private final List<TableStream> impossible = new ArrayList<>();

	private final List<Attempt> attempts = new ArrayList<>();

	private final Publishing publishing;

	private final LongSupplier ticker;

	private @Nullable String problem;

	Flushes(Intent.Flush intent, Publishing publishing, LongSupplier ticker) {
		this.publishing = publishing;
		this.ticker = ticker;
		intent.streams().forEach((stream) -> this.attempts.add(new Attempt(stream, 0, begin(stream), 0)));
	}

	private CompletableFuture<FlushResult> begin(TableStream stream) {
		return this.publishing.streams().flush(stream.table(), stream.upTo()).toCompletableFuture();
	}

	/**
	 * Draws the consequences of answers, and tries again what is due.
	 * @return whether all answers are definite
	 */
	boolean advance() {
		for (Attempt attempt : List.copyOf(this.attempts)) {
			CompletableFuture<FlushResult> answer = attempt.answer();
			if (answer == null) {
				again(attempt);
			}
			else if (answer.isDone()) {
				this.attempts.remove(attempt);
				answered(attempt, answer.join());
			}
		}
		return this.attempts.isEmpty();
	}

	private void again(Attempt attempt) {
		if (this.ticker.getAsLong() - attempt.due() >= 0) {
			this.attempts.remove(attempt);
			this.attempts.add(new Attempt(attempt.stream(), attempt.failures(), begin(attempt.stream()), 0));
		}
	}

	private void answered(Attempt attempt, FlushResult result) {
		TableStream stream = attempt.stream();
		if (result instanceof FlushResult.Flushed) {
			this.flushed.add(stream);
			this.problem = null;
		}
		else if (result instanceof FlushResult.Impossible impossible1) {
			this.impossible.add(stream);
			log(stream, impossible1.message());
		}
		else if (result instanceof FlushResult.Unavailable unavailable) {
			int failures = attempt.failures() + 1;
			Duration byClock = this.publishing.outages().delay(failures);
			Duration asked = unavailable.retryAfter();
			Duration delay = (asked != null && asked.compareTo(byClock) > 0) ? asked : byClock;
			this.problem = "rows of " + stream.table() + " cannot be published yet: " + unavailable.message();
			if (failures == 1) {
				log(stream, unavailable.message());
			}
			this.attempts.add(new Attempt(stream, failures, null, this.ticker.getAsLong() + delay.toNanos()));
		}
	}

	private static void log(TableStream stream, String message) {
		logger.atWarn()
			.addKeyValue("table", stream.table())
			.addKeyValue("stream", stream.upTo().stream())
			.addKeyValue("cause", message)
			.log("rows are not published");
	}

	/**
	 * Waits until all answers are definite.
	 * @param limit how long at most
	 * @return whether they are
	 */
	boolean await(Duration limit) {
		long deadline = this.ticker.getAsLong() + limit.toNanos();
		while (!advance()) {
			long left = deadline - this.ticker.getAsLong();
			if (left <= 0 || !pause(Math.min(left, TimeUnit.MILLISECONDS.toNanos(20)))) {
				return false;
			}
		}
		return true;
	}

	private boolean pause(long nanos) {
		CompletableFuture<?> next = CompletableFuture.anyOf(this.attempts.stream()
			.map(Attempt::answer)
			.filter((answer) -> answer != null && !answer.isDone())
			.toArray(CompletableFuture<?>[]::new));
		try {
			next.get(nanos, TimeUnit.NANOSECONDS);
			return true;
		}
		catch (TimeoutException ex) {
			return true;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException("a flush broke its contract", ex);
		}
	}

	/**
	 * The streams that have published their rows.
	 */
	List<TableStream> flushed() {
		return this.flushed;
	}

	/**
	 * The streams that are gone, so that they do not tell whether they had published
	 * their rows before.
	 */
	List<TableStream> impossible() {
		return this.impossible;
	}

	/**
	 * What keeps rows from being published, if something does.
	 */
	@Nullable String problem() {
		return this.problem;
	}

	/**
	 * One stream's flush.
	 *
	 * @param stream the stream
	 * @param failures failures so far
	 * @param answer the answer to come, or {@code null} until it is tried again
	 * @param due when it is tried again, in nanoseconds
	 */
	private record Attempt(TableStream stream, int failures, @Nullable CompletableFuture<FlushResult> answer,
			long due) {

	}

}
