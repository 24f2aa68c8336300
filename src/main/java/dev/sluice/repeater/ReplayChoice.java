package dev.sluice.repeater;

import java.util.Objects;
import java.util.stream.Stream;

import dev.sluice.record.Reason;
import dev.sluice.record.SourcePosition;
import org.jspecify.annotations.Nullable;

/**
 * Which dead letters of a pipeline to replay: those of one reason or one cause, or the
 * one at a position; with none of these, all. Those that were replayed before are left
 * out, except when their position is given.
 *
 * @param reason the reason, if only letters of one reason are meant
 * @param cause the {@linkplain LetterCause#id id} of the cause, if only letters of one
 * cause are meant
 * @param letter where the letter stands on the dead-letter topic, if only one is meant
 */
public record ReplayChoice(@Nullable Reason reason, @Nullable String cause, @Nullable SourcePosition letter) {

	/** All letters. */
	public static final ReplayChoice ALL = new ReplayChoice(null, null, null);

	/** What all letters are called among choices. */
	static final String NAME_OF_ALL = "all";

	public ReplayChoice {
		if (Stream.of(reason, cause, letter).filter(Objects::nonNull).count() > 1) {
			throw new IllegalArgumentException("give a reason, a cause or a position, and not two of them");
		}
	}

	/**
	 * Its name among choices.
	 */
	String name() {
		if (this.letter != null) {
			return nameOf(this.letter.offset());
		}
		if (this.cause != null) {
			return nameOfCause(this.cause);
		}
		return (this.reason != null) ? nameOfReason(this.reason.code()) : NAME_OF_ALL;
	}

	static String nameOf(long offset) {
		return "letter:" + offset;
	}

	static String nameOfCause(String id) {
		return "cause:" + id;
	}

	static String nameOfReason(String code) {
		return "reason:" + code;
	}

	/**
	 * Whether a letter of a cause is meant, as far as its reason and cause tell.
	 */
	public boolean means(LetterCause its) {
		return (this.reason == null || this.reason.code().equals(its.reason()))
				&& (this.cause == null || this.cause.equals(its.id()));
	}

}
