package dev.sluice.administration.control;

import java.time.Duration;
import java.time.Instant;

import dev.sluice.administration.control.ControlValue.Answer;
import dev.sluice.administration.control.ControlValue.Presence;
import org.jspecify.annotations.Nullable;

/**
 * What was heard of an instance.
 *
 * @param name its name
 * @param presence what it last said of itself
 * @param answer its last answer, if it has given any
 * @param heard when it was last heard
 */
record HeardInstance(String name, Presence presence, @Nullable Answer answer, Instant heard) {

	/** An instance says at least every half minute that it is there. */
	static final Duration SILENCE = Duration.ofSeconds(100);

	HeardInstance with(Presence said, Instant at) {
		return new HeardInstance(this.name, said, this.answer, later(at));
	}

	HeardInstance with(Answer given, Instant at) {
		return new HeardInstance(this.name, this.presence, given, later(at));
	}

	private Instant later(Instant at) {
		return at.isAfter(this.heard) ? at : this.heard;
	}

	/**
	 * Whether it was heard not long ago.
	 */
	boolean recently(Instant now) {
		return this.heard.plus(SILENCE).isAfter(now);
	}

	boolean answers(String question) {
		return this.answer != null && this.answer.question().equals(question);
	}

}
