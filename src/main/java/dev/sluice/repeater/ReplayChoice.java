package dev.sluice.repeater;

import dev.sluice.record.Reason;
import dev.sluice.record.SourcePosition;
import org.jspecify.annotations.Nullable;

/**
 * Which dead letters of a pipeline to replay: those of one reason, or the one at a
 * position; with neither, all. Those that were replayed before are left out, except when
 * their position is given.
 *
 * @param reason the reason, if only letters of one reason are meant
 * @param letter where the letter stands on the dead-letter topic, if only one is meant
 */
public record ReplayChoice(@Nullable Reason reason, @Nullable SourcePosition letter) {

	public ReplayChoice {
		if (reason != null && letter != null) {
			throw new IllegalArgumentException("give a reason or a position, not both");
		}
	}

	/**
	 * The group that replays such a choice. Its offsets tell what has been replayed: each
	 * reason has a group of its own, so that one can be replayed after another.
	 * @param group the pipeline's own group
	 */
	String group(String group) {
		if (this.letter != null) {
			return group + "-replay-position";
		}
		return (this.reason != null) ? groupOf(group, this.reason) : groupOfAll(group);
	}

	static String groupOfAll(String group) {
		return group + "-replay";
	}

	static String groupOf(String group, Reason reason) {
		return groupOfAll(group) + "-" + reason.code();
	}

}
