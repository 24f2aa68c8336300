package dev.sluice.repeater;

import java.util.HashMap;
import java.util.Map;

import dev.sluice.record.SourcePartition;

/**
 * The dead letters of a pipeline that have been replayed: all before an offset, those of
 * a reason or a cause before an offset, and single ones.
 *
 * @param marks for each partition of the dead-letter topics, up to where letters have
 * been replayed, by the names of choices
 */
public record HandledLetters(Map<SourcePartition, Map<String, Long>> marks) {

	/** None. */
	public static final HandledLetters NONE = new HandledLetters(Map.of());

	public HandledLetters {
		marks = Map.copyOf(marks);
	}

	/**
	 * Those that marks tell of, but for marks on topics that have been deleted since.
	 * @param topicIds the ids of the topics of now
	 */
	static HandledLetters of(Map<SourcePartition, Map<String, ReplayMark>> marks, Map<String, String> topicIds) {
		Map<SourcePartition, Map<String, Long>> valid = new HashMap<>();
		marks.forEach((partition, itsMarks) -> itsMarks.forEach((choice, mark) -> {
			if (mark.topicId().equals(topicIds.get(partition.topic()))) {
				valid.computeIfAbsent(partition, (key) -> new HashMap<>()).put(choice, mark.upTo());
			}
		}));
		return new HandledLetters(valid);
	}

	/**
	 * The marks of one partition; two looks at it that find the same marks have found the
	 * same letters handled.
	 */
	public Map<String, Long> of(SourcePartition partition) {
		return this.marks.getOrDefault(partition, Map.of());
	}

	/**
	 * The offset below which all letters of a partition are handled.
	 */
	public long allBelow(SourcePartition partition) {
		return of(partition).getOrDefault(ReplayChoice.NAME_OF_ALL, 0L);
	}

	/**
	 * The offset below which all letters of a choice are handled.
	 */
	long upTo(SourcePartition partition, ReplayChoice choice) {
		return Math.max(allBelow(partition), of(partition).getOrDefault(choice.name(), 0L));
	}

	/**
	 * Whether a letter has been replayed.
	 */
	public boolean contains(SourcePartition partition, long offset, LetterCause cause) {
		Map<String, Long> its = of(partition);
		return !its.isEmpty() && (offset < its.getOrDefault(ReplayChoice.NAME_OF_ALL, 0L)
				|| offset < its.getOrDefault(ReplayChoice.nameOfReason(cause.reason()), 0L)
				|| its.containsKey(ReplayChoice.nameOf(offset))
				|| offset < its.getOrDefault(ReplayChoice.nameOfCause(cause.id()), 0L));
	}

}
