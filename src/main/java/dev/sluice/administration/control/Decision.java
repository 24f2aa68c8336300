package dev.sluice.administration.control;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What a pipeline is to do, on all its instances.
 *
 * @param wanted what
 * @param by who wants it; {@code null} if nobody has said so
 * @param since since when
 * @param generation grows with every decision; -1 if there was none, or while it is to be
 * told to the instances again
 */
public record Decision(Wanted wanted, @Nullable String by, @Nullable Instant since, long generation) {

	/** Nobody has decided anything. */
	static final Decision NONE = new Decision(Wanted.RUNNING, null, null, -1);

	/**
	 * The same before it has a generation.
	 */
	Decision withoutGeneration() {
		return new Decision(this.wanted, this.by, this.since, -1);
	}

	/**
	 * Whether it was decided after a time.
	 */
	boolean after(Instant time) {
		return this.since != null && this.since.isAfter(time);
	}

	/**
	 * The decision as a clause, such as {@code paused by ann since 2026-01-01T10:00:00Z}.
	 */
	String clause() {
		return (this.by != null) ? this.wanted.word() + " by " + this.by + " since " + this.since : this.wanted.word();
	}

}
