package dev.sluice.administration.audit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import dev.sluice.deadletter.LetterFacts;
import dev.sluice.deadletter.LetterNames;
import dev.sluice.pipeline.Commit;
import dev.sluice.record.SourcePartition;
import dev.sluice.record.SourcePosition;
import dev.sluice.repeater.HandledLetters;
import dev.sluice.repeater.LetterCause;

/**
 * Reads the headers of all dead letters and failed inserts of a pipeline, and keeps where
 * their originals stand. For one thread.
 * <p>
 * What shows that a record waits is its failed insert, as long as the repeater has not
 * committed it; afterwards its row or its dead letter has to be there. So it is with a
 * dead letter that was replayed.
 */
final class LettersRead {

	private final Map<SourcePartition, LetterPositions> found = new HashMap<>();

	private final LetterNames names;

	private final Map<SourcePartition, PartitionScope> scopes;

	private final Map<SourcePartition, Commit> repeated;

	private final HandledLetters replayed;

	private final List<String> remarks;

	/**
	 * Letters of the partitions of an audit.
	 * @param names the names of the pipeline and its letter topics
	 * @param scopes what is audited
	 * @param repeated what the repeater had committed before any table was asked
	 * @param replayed the dead letters that had been replayed by then
	 * @param deadEnd whether failed inserts that are given up are no dead letters
	 * @param remarks takes what people should know
	 */
	LettersRead(LetterNames names, Collection<PartitionScope> scopes, Map<SourcePartition, Commit> repeated,
			HandledLetters replayed, boolean deadEnd, List<String> remarks) {
		this.names = names;
		this.scopes = scopes.stream().collect(Collectors.toMap(PartitionScope::partition, (scope) -> scope));
		this.repeated = repeated;
		this.replayed = replayed;
		this.remarks = remarks;
		this.scopes.keySet().forEach((partition) -> this.found.put(partition, LetterPositions.none(deadEnd)));
	}

	/**
	 * The letters of a partition.
	 */
	LetterPositions of(SourcePartition partition) {
		return this.found.getOrDefault(partition, LetterPositions.none(false));
	}

	/**
	 * Reads them all.
	 */
	void run(KafkaView kafka, AuditProgress progress) {
		List<Range> dead = ranges(kafka, this.names::deadLettersOf, progress);
		List<Range> inserts = ranges(kafka, this.names::failedInsertsOf, progress);
		TopicReader reader = kafka.reader(progress);
		for (Range range : dead) {
			remarkLoss(range);
			reader.read(range.partition(), range.begin(), range.end(),
					(letter) -> addDead(range.partition(), letter.offset(), LetterFacts.of(letter.headers())));
		}
		for (Range range : inserts) {
			Commit commit = this.repeated.get(range.partition());
			long settled = (commit != null) ? commit.offset() : 0;
			reader.read(range.partition(), range.begin(), range.end(), (insert) -> add(LetterFacts.of(insert.headers()),
					(positions) -> (insert.offset() < settled) ? positions.repeated() : positions.waiting()));
		}
	}

	private List<Range> ranges(KafkaView kafka, UnaryOperator<String> naming, AuditProgress progress) {
		Set<String> topics = new HashSet<>();
		this.scopes.keySet().forEach((partition) -> topics.add(naming.apply(partition.topic())));
		List<SourcePartition> partitions = kafka.partitions(topics::contains);
		Map<SourcePartition, Long> begins = kafka.begins(partitions);
		Map<SourcePartition, Long> ends = kafka.ends(partitions);
		List<Range> ranges = new ArrayList<>();
		for (SourcePartition partition : partitions) {
			Range range = new Range(partition, begins.getOrDefault(partition, 0L), ends.getOrDefault(partition, 0L));
			ranges.add(range);
			progress.expect(range.end() - range.begin());
		}
		return ranges;
	}

	private void remarkLoss(Range range) {
		if (range.begin() > 0) {
			this.remarks.add("%d dead letters of %s have been removed; records whose letter is gone count as missing"
				.formatted(range.begin(), range.partition()));
		}
	}

	private void addDead(SourcePartition partition, long offset, LetterFacts facts) {
		if (!this.replayed.contains(partition, offset, LetterCause.of(facts))) {
			add(facts, LetterPositions::dead);
		}
	}

	private void add(LetterFacts facts, Kind kind) {
		SourcePosition position = facts.position();
		if (position == null || !this.names.pipeline().equals(facts.pipeline())) {
			return;
		}
		SourcePartition partition = new SourcePartition(position.topic(), position.partition());
		PartitionScope scope = this.scopes.get(partition);
		LetterPositions positions = this.found.get(partition);
		if (scope != null && positions != null && position.offset() >= scope.comparedFrom()
				&& position.offset() < scope.comparedTo()) {
			kind.of(positions).add(position.offset());
		}
	}

	@FunctionalInterface
	private interface Kind {

		PositionCounts of(LetterPositions positions);

	}

	/**
	 * What a partition holds.
	 *
	 * @param partition the partition
	 * @param begin the first offset
	 * @param end the offset after the last one
	 */
	private record Range(SourcePartition partition, long begin, long end) {

	}

}
