package dev.sluice.mutator;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;

import dev.sluice.mutator.TableFacts.Presence;
import dev.sluice.table.ColumnAdditions;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who waits for a table. Confined to the mutator's thread, but for the answer.
 */
final class Waiter {

	private final TablePolicy policy;

	private final ColumnAdditions additions;

	private final boolean doubts;

	private final boolean knewAbsent;

	private final CompletableFuture<TableState> answer = new CompletableFuture<>();

	/** Whether a round has been made that knew of this waiter. */
	private boolean served;

	private boolean inRound;

	/**
	 * Creates a waiter.
	 * @param policy what its pipeline wants of tables
	 * @param additions columns that it needs; only read from here on
	 * @param doubts whether it has seen the write path without the table
	 * @param knewAbsent whether it knew that the table is not there
	 */
	Waiter(TablePolicy policy, ColumnAdditions additions, boolean doubts, boolean knewAbsent) {
		this.policy = policy;
		this.additions = additions;
		this.doubts = doubts;
		this.knewAbsent = knewAbsent;
	}

	CompletableFuture<TableState> answer() {
		return this.answer;
	}

	TablePolicy policy() {
		return this.policy;
	}

	/**
	 * The columns that it wants the table to get.
	 */
	ColumnAdditions needs() {
		return this.policy.alters() ? this.additions : new ColumnAdditions();
	}

	boolean doubts() {
		return this.doubts;
	}

	boolean needsRound() {
		return !this.served;
	}

	void roundBegins() {
		this.inRound = true;
	}

	void roundEnds() {
		this.served |= this.inRound;
		this.inRound = false;
	}

	/**
	 * The answer that facts give.
	 * @return the answer, or {@code null} to wait on
	 */
	@Nullable TableState answer(TableFacts facts, Instant now) {
		Trouble trouble = this.served ? facts.trouble() : facts.standingTrouble(now);
		if (trouble != null && (facts.presence() != Presence.READY || lacksColumns(facts, now))) {
			return TableStates.blocked(facts, trouble);
		}
		return switch (facts.presence()) {
			case UNKNOWN, IN_CATALOG -> null;
			case ABSENT -> absent(facts, now);
			case READY -> ((this.doubts && !this.served) || lacksColumns(facts, now)) ? null
					: TableStates.of(facts, this.policy, now);
		};
	}

	private @Nullable TableState absent(TableFacts facts, Instant now) {
		if (!this.policy.createsTables()) {
			boolean fresh = this.served || now.isBefore(facts.lookAgain());
			return fresh ? TableStates.notCreated(facts) : null;
		}
		boolean creates = !needs().isEmpty() || !this.policy.columns().columns().isEmpty();
		if (creates || !this.served) {
			return null;
		}
		return this.knewAbsent ? TableStates.withoutColumns(facts, this.policy)
				: TableStates.of(facts, this.policy, now);
	}

	/**
	 * Whether the layout lacks any of this waiter's columns without a verdict.
	 */
	private boolean lacksColumns(TableFacts facts, Instant now) {
		return MissingColumn.of(this.additions, facts.layout().schema())
			.stream()
			.anyMatch((column) -> this.policy.verdict(facts, column, now) == null);
	}

}
