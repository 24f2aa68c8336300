package dev.sluice.repeater;

import java.time.Instant;

import dev.sluice.pipeline.Totals;
import dev.sluice.record.SourcePosition;
import org.jspecify.annotations.Nullable;

/**
 * How a replay fares: for all instances, as their commits say.
 *
 * @param state whether it goes on
 * @param reason the reason whose letters it replays, or {@code null} for all
 * @param letter where the one letter stands that it replays, if only one was chosen
 * @param startedAt when it began
 * @param left letters of the topics that are not settled yet
 * @param stored originals whose rows BigQuery has acknowledged
 * @param dead originals that have failed again, and are dead letters with one attempt
 * more
 * @param waiting originals whose rows are failed inserts now
 * @param passedOver letters left out: of another reason or pipeline, replayed before, or
 * dropped by a rule of the pipeline
 */
public record ReplayStatus(State state, @Nullable String reason, @Nullable SourcePosition letter, Instant startedAt,
		long left, long stored, long dead, long waiting, long passedOver) {

	static ReplayStatus of(State state, ReplayPlan plan, long left, Totals totals) {
		Totals base = plan.base();
		return new ReplayStatus(state, (plan.choice().reason() != null) ? plan.choice().reason().code() : null,
				plan.choice().letter(), plan.startedAt(), left, totals.stored() - base.stored(),
				totals.dead() - base.dead(), totals.waiting() - base.waiting(), totals.filtered() - base.filtered());
	}

	ReplayStatus stopped() {
		return new ReplayStatus(State.STOPPED, this.reason, this.letter, this.startedAt, this.left, this.stored,
				this.dead, this.waiting, this.passedOver);
	}

	/**
	 * Whether a replay goes on.
	 */
	public enum State {

		/** It works through the letters. */
		RUNNING,

		/** It has been through all letters. */
		DONE,

		/** A person has stopped it; another begins where it ended. */
		STOPPED

	}

}
