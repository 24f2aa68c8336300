package dev.sluice.schema.iglu;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The answer to one question, kept, and renewed when it has become old. Thread-safe.
 * <p>
 * Readers take the present answer without a lock. Whoever finds it old begins a round of
 * asking by setting {@code round}, which only one can do; only that round changes
 * anything until it is over, and each of its steps happens after the one before, so that
 * the other fields need no lock either. A round ends with an answer: while repositories
 * are away, it goes on by itself. What has been found once stays the answer while it is
 * being renewed, and when renewing fails.
 *
 * @param <T> what is asked for
 */
final class Lookup<T> {

	private static final Logger logger = LoggerFactory.getLogger(Lookup.class);

	/** Those who wait for an answer find it at least this long. */
	private static final long HELD_MILLIS = 60_000;

	private static final Duration AFTER_A_FAULT = Duration.ofSeconds(10);

	private final String name;

	private final LookupRules rules;

	private final Supplier<CompletionStage<Outcome<T>>> question;

	private final AtomicBoolean begun = new AtomicBoolean();

	/**
	 * The round that is under way, completed when it is over; without a value if none is.
	 */
	private final AtomicReference<@Nullable CompletableFuture<Void>> round;

	private volatile SchemaAnswer<T> answer;

	/** From then on the answer is old, in milliseconds since 1970. */
	private volatile long dueAt = Long.MAX_VALUE;

	/**
	 * When it was given or read last, in units of 1024 ms, so that readers seldom write.
	 */
	private volatile long usedAt;

	/** Only for the round. */
	private SchemaAnswer.@Nullable Found<T> found;

	/**
	 * Creates a lookup that is to begin.
	 * @param name what is looked up, in words
	 * @param rules how long answers hold
	 * @param question asks; what it returns never completes exceptionally
	 */
	Lookup(String name, LookupRules rules, Supplier<CompletionStage<Outcome<T>>> question) {
		this.name = name;
		this.rules = rules;
		this.question = question;
		CompletableFuture<Void> first = new CompletableFuture<>();
		this.round = new AtomicReference<>(first);
		this.answer = pending(first, "it waits for " + name);
	}

	/**
	 * Begins the first round, if nobody has yet.
	 */
	Lookup<T> begin() {
		if (this.begun.compareAndSet(false, true)) {
			this.rules.schedule().after(Duration.ZERO, this::ask);
		}
		return this;
	}

	/**
	 * The present answer.
	 */
	SchemaAnswer<T> answer() {
		long now = this.rules.clock().millis();
		long about = now >> 10;
		if (this.usedAt != about) {
			this.usedAt = about;
		}
		if (now >= this.dueAt) {
			renew(now);
		}
		return this.answer;
	}

	/**
	 * The answer once it is not old any more.
	 */
	CompletionStage<SchemaAnswer<T>> renewed() {
		SchemaAnswer<T> present = answer();
		CompletableFuture<Void> underWay = this.round.get();
		return (underWay != null) ? underWay.thenApply((done) -> this.answer)
				: CompletableFuture.completedFuture(present);
	}

	private void renew(long now) {
		CompletableFuture<Void> next = new CompletableFuture<>();
		if (!this.round.compareAndSet(null, next)) {
			return;
		}
		if (now < this.dueAt) {
			end(next);
			return;
		}
		this.dueAt = Long.MAX_VALUE;
		boolean stands = this.rules.keeps() && (this.found != null || hasGivenUp());
		if (!stands) {
			this.answer = pending(next, "it waits for " + this.name);
		}
		this.rules.schedule().after(Duration.ZERO, this::ask);
	}

	private void end(@Nullable CompletableFuture<Void> over) {
		this.round.set(null);
		if (over != null) {
			over.complete(null);
		}
	}

	private SchemaAnswer<T> pending(@Nullable CompletableFuture<Void> until, String cause) {
		return new SchemaAnswer.Pending<>((until != null) ? until : CompletableFuture.completedFuture(null), cause);
	}

	private boolean hasGivenUp() {
		return this.answer instanceof SchemaAnswer.NotFound<T> notFound && notFound.gaveUp();
	}

	private void ask() {
		try {
			this.question.get().thenAccept(this::take).whenComplete((done, fault) -> {
				if (fault != null) {
					askLater(fault);
				}
			});
		}
		catch (RuntimeException ex) {
			askLater(ex);
		}
	}

	private void askLater(Throwable fault) {
		logger.atError()
			.setCause(fault)
			.addKeyValue("what", this.name)
			.log("looking up a schema has failed unexpectedly");
		this.rules.schedule().after(AFTER_A_FAULT, this::ask);
	}

	private void take(Outcome<T> outcome) {
		Instant now = this.rules.clock().instant();
		if (outcome instanceof Outcome.Loaded<T> loaded) {
			if (this.found == null || this.found.value() != loaded.value()) {
				this.found = new SchemaAnswer.Found<>(loaded.value());
			}
			publish(this.found, this.rules.end(now));
		}
		else if (this.found != null && this.rules.keeps()) {
			publish(this.found, this.rules.end(now));
		}
		else if (outcome instanceof Outcome.Missing<T> missing) {
			this.found = null;
			publish(missing.answer(), this.rules.keeps() ? missing.until() : this.rules.end(now));
		}
		else if (outcome instanceof Outcome.Away<T> away) {
			this.answer = pending(this.round.get(), away.cause());
			this.rules.schedule().after(Duration.between(now, away.again()), this::ask);
		}
	}

	private void publish(SchemaAnswer<T> next, Instant until) {
		this.answer = next;
		this.usedAt = this.rules.clock().millis() >> 10;
		this.dueAt = until.isBefore(Instant.ofEpochMilli(Long.MAX_VALUE)) ? until.toEpochMilli() : Long.MAX_VALUE;
		end(this.round.get());
	}

	/**
	 * Until when the present answer holds.
	 */
	Instant until() {
		return (this.round.get() != null) ? this.rules.clock().instant() : Instant.ofEpochMilli(this.dueAt);
	}

	/**
	 * Whether nobody misses it if it is forgotten.
	 */
	boolean isIdle() {
		return this.round.get() == null && (this.usedAt << 10) + HELD_MILLIS < this.rules.clock().millis();
	}

	/**
	 * Whether its answer is that there is nothing.
	 */
	boolean isMissing() {
		return this.answer instanceof SchemaAnswer.NotFound;
	}

	/**
	 * Whether its answer is still to come.
	 */
	boolean isPending() {
		return this.answer instanceof SchemaAnswer.Pending;
	}

	long usedAt() {
		return this.usedAt;
	}

}
