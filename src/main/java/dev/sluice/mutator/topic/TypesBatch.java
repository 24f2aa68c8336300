package dev.sluice.mutator.topic;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import dev.sluice.mutator.Mutator;
import dev.sluice.mutator.TableState;
import dev.sluice.retry.RetryClock;
import dev.sluice.table.Column;
import dev.sluice.table.FieldPath;
import dev.sluice.table.TableName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The types of one poll, until the column of each is in its table, or the record that
 * announced it is a dead letter. What cannot be done for now is tried again by the clock,
 * for as long as it takes. Confined to one thread, that of its executor.
 */
final class TypesBatch {

	private static final Logger logger = LoggerFactory.getLogger(TypesBatch.class);

	private final Parts parts;

	private final List<Announced> open;

	private final Runnable done;

	private int failures;

	private int unanswered;

	/**
	 * A batch.
	 * @param parts what it needs
	 * @param types the types
	 * @param done is run when all is done
	 */
	TypesBatch(Parts parts, List<Announced> types, Runnable done) {
		this.parts = parts;
		this.open = new ArrayList<>(types);
		this.done = done;
	}

	/**
	 * Does what can be done now.
	 */
	void step() {
		Map<TableName, ColumnPlan> plans = new LinkedHashMap<>();
		Map<TableName, Map<Announced, List<Column>>> columns = new HashMap<>();
		List<CompletableFuture<?>> lookups = new ArrayList<>();
		for (Announced announced : List.copyOf(this.open)) {
			TypeColumns.Answer answer = this.parts.columns().of(announced.type());
			if (answer instanceof TypeColumns.Answer.Columns known) {
				ColumnPlan plan = plans.computeIfAbsent(announced.table(), (table) -> new ColumnPlan());
				known.columns().forEach((column) -> plan.add(announced.type(), column, announced.cause()));
				columns.computeIfAbsent(announced.table(), (table) -> new LinkedHashMap<>())
					.put(announced, known.columns());
			}
			else if (answer instanceof TypeColumns.Answer.None none) {
				bury(announced, none.why());
			}
			else if (answer instanceof TypeColumns.Answer.Later later) {
				lookups.add(later.pending().settled().toCompletableFuture());
			}
		}
		plans.values().forEach(this::report);
		plans.forEach((table, plan) -> alter(table, plan, columns.getOrDefault(table, Map.of())));
		if (!lookups.isEmpty()) {
			this.unanswered++;
			CompletionStage<Void> all = CompletableFuture.allOf(lookups.toArray(CompletableFuture<?>[]::new));
			all.whenCompleteAsync((any, failure) -> answered(Duration.ZERO), this.parts.executor());
		}
		endIfDone();
	}

	private void report(ColumnPlan plan) {
		plan.clashes()
			.forEach((clash) -> logger.atWarn()
				.addKeyValue("schema", clash.type().key())
				.addKeyValue("column", clash.column())
				.addKeyValue("owner", clash.owner())
				.log("column not added, since another schema has a column of this name"));
	}

	private void alter(TableName table, ColumnPlan plan, Map<Announced, List<Column>> columns) {
		this.unanswered++;
		this.parts.mutator()
			.prepare(table, plan.additions())
			.whenCompleteAsync((state, failure) -> judge(state, columns), this.parts.executor());
	}

	private void judge(TableState state, Map<Announced, List<Column>> columns) {
		if (state instanceof TableState.Ready ready) {
			columns.forEach((announced, its) -> judge(announced, its, ready));
			answered(Duration.ZERO);
			return;
		}
		Instant until = (state instanceof TableState.Blocked blocked) ? blocked.until() : Instant.MIN;
		Duration wait = Duration.between(this.parts.clock().instant(), until);
		this.failures++;
		Duration delay = this.parts.retries().delay(this.failures);
		answered((wait.compareTo(delay) > 0) ? wait : delay);
	}

	private void judge(Announced announced, List<Column> columns, TableState.Ready ready) {
		for (Column column : columns) {
			TableState.ColumnVerdict verdict = ready.refused().on(null, column);
			boolean there = ready.catalog().schema().find(FieldPath.of(column.name())) != null;
			if (!there && verdict instanceof TableState.ColumnVerdict.Refused refused) {
				bury(announced, refused.failure().apply(FieldPath.of(column.name())).message());
				return;
			}
			if (!there) {
				return;
			}
		}
		this.open.remove(announced);
	}

	/** Its record is settled when the letter is kept; until then the batch goes on. */
	private void bury(Announced announced, String why) {
		this.open.remove(announced);
		this.unanswered++;
		this.parts.deadLetters().keep(announced.record(), why).whenCompleteAsync((kept, failure) -> {
			if (failure != null) {
				this.open.add(announced);
				this.failures++;
			}
			answered((failure != null) ? this.parts.retries().delay(this.failures) : Duration.ZERO);
		}, this.parts.executor());
	}

	private void answered(Duration wait) {
		if (wait.isZero()) {
			this.unanswered--;
			proceed();
		}
		else {
			later(wait).execute(() -> {
				this.unanswered--;
				proceed();
			});
		}
	}

	private void proceed() {
		if (this.unanswered == 0 && !this.open.isEmpty()) {
			step();
		}
		else {
			endIfDone();
		}
	}

	private void endIfDone() {
		if (this.unanswered == 0 && this.open.isEmpty()) {
			this.done.run();
		}
	}

	private Executor later(Duration delay) {
		return CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS, this.parts.executor());
	}

	/**
	 * What batches of one topic share.
	 *
	 * @param columns the columns of types
	 * @param mutator alters tables
	 * @param deadLetters keeps what cannot be done
	 * @param retries how long to wait between attempts
	 * @param clock tells the time
	 * @param executor runs everything, on one thread
	 */
	record Parts(TypeColumns columns, Mutator mutator, TypesDeadLetters deadLetters, RetryClock retries,
			InstantSource clock, Executor executor) {

	}

}
