package dev.sluice.repeater;

import java.util.Map;

import dev.sluice.deadletter.LetterFacts;
import dev.sluice.record.RecordBatch;
import dev.sluice.record.SourcePartition;
import org.jspecify.annotations.Nullable;

/**
 * What a replay has to do, as decided when it began.
 *
 * @param pipeline the pipeline's name
 * @param choice which letters are meant
 * @param ends where the dead-letter topics ended: what fails again comes behind
 * @param handled what had been replayed before
 */
record ReplayPlan(String pipeline, ReplayChoice choice, Map<SourcePartition, Long> ends, HandledLetters handled) {

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
		LetterCause cause = LetterCause.of(facts);
		if (!this.choice.means(cause)) {
			return "not-chosen";
		}
		SourcePartition partition = new SourcePartition(letters.topic(), letters.partition());
		return this.handled.contains(partition, letters.offset(index), cause) ? "replayed-before" : null;
	}

}
