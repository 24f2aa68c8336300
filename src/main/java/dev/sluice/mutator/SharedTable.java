package dev.sluice.mutator;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import dev.sluice.mutator.TableFacts.Presence;
import dev.sluice.table.ColumnAdditions;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A table that all pipelines of the process share: what is known of it, and who waits for
 * it.
 * <p>
 * One thread, the mutator's, owns everything here; rounds block, so they run on other
 * threads, one per table at a time. Facts are published to all threads. Those who come
 * within a moment, or while a round runs, are served together by the next one. While the
 * write path lags behind the catalog, it is looked at again and again, whether anybody
 * waits or not.
 */
final class SharedTable {

	private static final Logger logger = LoggerFactory.getLogger(SharedTable.class);

	/** Within this time the needs of several threads are gathered into one change. */
	private static final Duration GATHERING = Duration.ofMillis(20);

	/** Every so many looks at the write path, the catalog is asked too. */
	private static final int LOOKS_PER_ROUND = 8;

	private final ScheduledExecutorService mutator;

	private final Executor workers;

	private final TableClocks clocks;

	private final InstantSource time;

	private final TableRound round;

	private volatile TableFacts facts;

	private volatile long changes;

	private volatile Instant nextLookForChanges = Instant.MIN;

	private final List<Waiter> waiters = new ArrayList<>();

	private @Nullable ScheduledFuture<?> next;

	private Instant nextAt = Instant.MAX;

	private boolean running;

	private boolean wanted;

	private int looks;

	SharedTable(TableFacts facts, TableRound round, TableClocks clocks, InstantSource time,
			ScheduledExecutorService mutator, Executor workers) {
		this.facts = facts;
		this.round = round;
		this.clocks = clocks;
		this.time = time;
		this.mutator = mutator;
		this.workers = workers;
	}

	TableFacts facts() {
		return this.facts;
	}

	/**
	 * How often this process has created or changed the table.
	 */
	long changes() {
		return this.changes;
	}

	CompletionStage<TableState> await(Waiter waiter) {
		this.mutator.execute(() -> join(waiter));
		return waiter.answer();
	}

	/**
	 * Looks at the table anew, since word has come that it has changed.
	 */
	void refresh() {
		this.mutator.execute(() -> {
			this.wanted = true;
			wake(GATHERING);
		});
	}

	/**
	 * Looks at the table anew, unless that was done a moment ago, since rows lack columns
	 * that others may have added.
	 */
	void lookForChanges() {
		Instant now = this.time.instant();
		if (!now.isBefore(this.nextLookForChanges)) {
			this.nextLookForChanges = now.plus(this.clocks.setup().delay(1));
			refresh();
		}
	}

	private void join(Waiter waiter) {
		TableState answer = waiter.answer(this.facts, this.time.instant());
		if (answer != null) {
			waiter.answer().complete(answer);
			return;
		}
		this.waiters.add(waiter);
		wake(GATHERING);
	}

	private void wake(Duration delay) {
		Instant at = this.time.instant().plus(delay);
		if (this.running || !at.isBefore(this.nextAt)) {
			return;
		}
		if (this.next != null) {
			this.next.cancel(false);
		}
		this.nextAt = at;
		this.next = this.mutator.schedule(this::begin, delay.toMillis(), TimeUnit.MILLISECONDS);
	}

	private void begin() {
		this.next = null;
		this.nextAt = Instant.MAX;
		this.running = true;
		boolean newNeeds = this.wanted || this.waiters.stream().anyMatch(Waiter::needsRound);
		this.wanted = false;
		this.looks = newNeeds ? 0 : this.looks + 1;
		boolean full = newNeeds || this.looks % LOOKS_PER_ROUND == 0 || this.facts.presence() == Presence.UNKNOWN;
		this.waiters.forEach(Waiter::roundBegins);
		Supplier<TableRound.Result> work = full ? fullRound() : this.round::look;
		this.workers.execute(() -> {
			TableRound.Result result = run(work);
			this.mutator.execute(() -> end(result));
		});
	}

	private Supplier<TableRound.Result> fullRound() {
		ColumnAdditions additions = new ColumnAdditions();
		this.waiters.forEach((waiter) -> additions.addAll(waiter.needs()));
		TablePolicy creator = this.waiters.stream()
			.map(Waiter::policy)
			.filter(TablePolicy::createsTables)
			.findFirst()
			.orElse(null);
		boolean doubts = this.waiters.stream().anyMatch(Waiter::doubts);
		return () -> this.round.prepare(additions, creator, doubts);
	}

	private TableRound.@Nullable Result run(Supplier<TableRound.Result> work) {
		try {
			return work.get();
		}
		catch (RuntimeException ex) {
			logger.atError()
				.setCause(ex)
				.addKeyValue("table", this.facts.layout().table())
				.log("looking at a table has failed unexpectedly");
			return null;
		}
	}

	private void end(TableRound.@Nullable Result result) {
		this.running = false;
		this.waiters.forEach(Waiter::roundEnds);
		if (result == null) {
			this.wanted = true;
			wake(this.clocks.outage().delay(Integer.MAX_VALUE));
			return;
		}
		this.facts = result.facts();
		this.changes = result.changes();
		settle();
		if (this.wanted || this.waiters.stream().anyMatch(Waiter::needsRound)) {
			wake(GATHERING);
		}
		if (!result.again().isZero()) {
			this.wanted = true;
			wake(result.again());
		}
		watch();
	}

	private void settle() {
		Instant now = this.time.instant();
		for (Iterator<Waiter> each = this.waiters.iterator(); each.hasNext();) {
			Waiter waiter = each.next();
			TableState answer = waiter.answer(this.facts, now);
			if (answer != null) {
				each.remove();
				waiter.answer().complete(answer);
			}
		}
	}

	/**
	 * Looks again as long as the write path has not caught up with the catalog; less
	 * often once nobody waits for that.
	 */
	private void watch() {
		boolean behind = this.facts.presence() == Presence.IN_CATALOG || !this.facts.awaited().isEmpty();
		if (!behind) {
			this.looks = 0;
			return;
		}
		wake(this.waiters.isEmpty() ? this.clocks.setup().delay(this.looks + 1)
				: this.clocks.propagation().delay(this.looks + 1));
	}

}
