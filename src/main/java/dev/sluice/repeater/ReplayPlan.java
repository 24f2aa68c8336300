package dev.sluice.repeater;

import java.time.Instant;
import java.util.Map;

import dev.sluice.deadletter.LetterFacts;
import dev.sluice.pipeline.Commit;
import dev.sluice.pipeline.Totals;
import dev.sluice.record.Reason;
import dev.sluice.record.RecordBatch;
import dev.sluice.record.SourcePartition;
import org.jspecify.annotations.Nullable;

/**
 * What a replay has to do, as decided when it began.
 *
 * @param pipeline the pipeline's name
 * @param group the pipeline's own group
 * @param choice which letters are meant
 * @param ends where the dead-letter topics ended: what fails again comes behind
 * @param replayed up to where groups had replayed letters, by the groups' names
 * @param base the books of the replay's own group when it began
 * @param startedAt when it began
 */
record ReplayPlan(String pipeline, String group, ReplayChoice choice, Map<SourcePartition, Long> ends,
		Map<String, Map<SourcePartition, Commit>> replayed, Totals base, Instant startedAt) {

	String ownGroup() {
		return this.choice.group(this.group);
	}

	boolean ended(RecordBatch letters, int index) {
		SourcePartition partition = new SourcePartition(letters.topic(), letters.partition());
		return letters.offset(index) >= this.ends.getOrDefault(partition, 0L);
	}

	/**
	 * The rule by which a letter is left out, or {@code null} if it is to be replayed.
	 */
	@Nullable String passesOver(RecordBatch letters, int index) {
		LetterFacts facts = LetterFacts.of(letters, index);
		if (facts.position() == null) {
			return "no-letter";
		}
		if (!this.pipeline.equals(facts.pipeline())) {
			return "other-pipeline";
		}
		if (this.choice.letter() != null) {
			return null;
		}
		Reason chosen = this.choice.reason();
		if (chosen != null && !chosen.code().equals(facts.reason())) {
			return "other-reason";
		}
		boolean before = replayedBy(ReplayChoice.groupOfAll(this.group), letters, index)
				|| replayedBy(ReplayChoice.groupOfAll(this.group) + "-" + facts.reason(), letters, index);
		return (before) ? "replayed-before" : null;
	}

	private boolean replayedBy(String itsGroup, RecordBatch letters, int index) {
		Commit commit = this.replayed.getOrDefault(itsGroup, Map.of())
			.get(new SourcePartition(letters.topic(), letters.partition()));
		return commit != null && letters.offset(index) < commit.offset();
	}

}
