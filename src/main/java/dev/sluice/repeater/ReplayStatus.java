package dev.sluice.repeater;

import java.time.Duration;
import java.time.Instant;

import dev.sluice.pipeline.Totals;
import dev.sluice.record.SourcePosition;
import org.jspecify.annotations.Nullable;

/**
 * How a replay fares, as the instance that runs it has told last.
 *
 * @param state whether it goes on
 * @param id tells it from all others
 * @param instance the instance that runs it
 * @param reason the reason whose letters it replays, if only those of one
 * @param cause the id of the cause whose letters it replays, if only those of one
 * @param letter where the one letter stands that it replays, if only one was chosen
 * @param rate the most letters per second
 * @param startedAt when it began
 * @param at when this was so
 * @param done letters that it has replayed: stored, dead again or waiting
 * @param stored originals whose rows BigQuery has acknowledged
 * @param dead originals that have failed again, and are dead letters with one attempt
 * more
 * @param waiting originals whose rows are failed inserts now
 * @param passedOver letters left out: of another reason, cause or pipeline, replayed
 * before, or dropped by a rule of the pipeline
 * @param left offsets of the topics that it has yet to look at
 * @param perSecond offsets that it has looked at per second so far
 * @param expectedEnd when it will have been through all if it goes on like this, if that
 * can be told
 */
public record ReplayStatus(State state, String id, String instance, @Nullable String reason, @Nullable String cause,
		@Nullable SourcePosition letter, int rate, Instant startedAt, Instant at, long done, long stored, long dead,
		long waiting, long passedOver, long left, double perSecond, @Nullable Instant expectedEnd) {

	static ReplayStatus of(ReplayRun run, State state, Totals totals, long left, Instant now) {
		ReplayChoice choice = run.choice();
		long done = totals.stored() + totals.dead() + totals.waiting();
		double seconds = Math.max(1, Duration.between(run.startedAt(), now).toMillis()) / 1000.0;
		double perSecond = Math.round(10 * totals.records() / seconds) / 10.0;
		Instant end = (state == State.RUNNING && perSecond > 0) ? now.plusSeconds((long) Math.ceil(left / perSecond))
				: null;
		return new ReplayStatus(state, run.id(), run.instance(),
				(choice.reason() != null) ? choice.reason().code() : null, choice.cause(), choice.letter(), run.rate(),
				run.startedAt(), now, done, totals.stored(), totals.dead(), totals.waiting(), totals.filtered(), left,
				perSecond, end);
	}

	ReplayStatus with(State other) {
		return new ReplayStatus(other, this.id, this.instance, this.reason, this.cause, this.letter, this.rate,
				this.startedAt, this.at, this.done, this.stored, this.dead, this.waiting, this.passedOver, this.left,
				this.perSecond, null);
	}

	/**
	 * Whether a replay goes on.
	 */
	public enum State {

		/** It works through the letters. */
		RUNNING,

		/** A person wants it to end, and it settles what it has begun. */
		CANCELLING,

		/** It has been through all letters. */
		DONE,

		/** A person, or the end of its instance, has stopped it before its end. */
		CANCELLED,

		/** Its instance says nothing any more; another replay can begin. */
		LOST;

		/**
		 * Whether it is over.
		 */
		public boolean over() {
			return this == DONE || this == CANCELLED || this == LOST;
		}

	}

}
