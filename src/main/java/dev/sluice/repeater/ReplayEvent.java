package dev.sluice.repeater;

import org.jspecify.annotations.Nullable;

/**
 * Something that happens to a replay, as it is written to the log.
 *
 * @param kind what
 * @param id the replay's id
 * @param run how it begins, for a claim
 * @param status how it fares, for progress and the end
 */
record ReplayEvent(Kind kind, String id, @Nullable ReplayRun run, @Nullable ReplayStatus status) {

	static ReplayEvent claim(ReplayRun run) {
		return new ReplayEvent(Kind.CLAIM, run.id(), run, null);
	}

	static ReplayEvent told(ReplayStatus status) {
		return new ReplayEvent(status.state().over() ? Kind.END : Kind.PROGRESS, status.id(), null, status);
	}

	static ReplayEvent cancel(String id) {
		return new ReplayEvent(Kind.CANCEL, id, null, null);
	}

	/** What can happen. */
	enum Kind {

		/** An instance wants to run it. */
		CLAIM,

		/** It goes on. */
		PROGRESS,

		/** A person wants it to end. */
		CANCEL,

		/** It has ended. */
		END

	}

}
