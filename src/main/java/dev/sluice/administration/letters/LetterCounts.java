package dev.sluice.administration.letters;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import dev.sluice.record.SourcePartition;
import dev.sluice.repeater.LetterCause;
import org.jspecify.annotations.Nullable;

/**
 * The open letters of one pipeline, counted by reason and by cause. Goes on where the
 * last count ended as long as nothing before has changed. Blocks while it reads.
 * Thread-safe: one count at a time.
 */
final class LetterCounts {

	/** So many causes of a pipeline are told apart. */
	private static final int MOST_CAUSES = 5_000;

	/**
	 * So many causes of a partition are told apart, however many partitions there are.
	 */
	private static final int FEWEST_CAUSES = 50;

	private final PipelineLetters letters;

	private Map<SourcePartition, PartitionCount> counts = new HashMap<>();

	LetterCounts(PipelineLetters letters) {
		this.letters = letters;
	}

	/**
	 * Counts.
	 * @param limit how long it may take; if that is not enough the result is not
	 * complete, and the next count goes on there
	 * @throws org.apache.kafka.common.KafkaException if Kafka does not answer
	 */
	synchronized Result count(Duration limit) {
		PipelineLetters.Extent extent = this.letters.extent();
		Map<SourcePartition, PartitionCount> present = new HashMap<>();
		Map<SourcePartition, LetterReader.Span> spans = new HashMap<>();
		int mostCauses = mostCauses(extent.spans().size());
		extent.spans().forEach((partition, span) -> {
			PartitionCount.Basis basis = new PartitionCount.Basis(extent.topicId(partition), span.begin(),
					extent.handled().of(partition));
			PartitionCount before = this.counts.get(partition);
			PartitionCount count = (before != null && before.holdsFor(basis, span.end())) ? before
					: new PartitionCount(this.letters.pipeline(), basis, mostCauses);
			present.put(partition, count);
			spans.put(partition, new LetterReader.Span(count.next(), span.end()));
		});
		this.counts = present;
		Map<SourcePartition, Long> next = this.letters.reader().read(spans, false, limit, (record) -> {
			SourcePartition partition = new SourcePartition(record.topic(), record.partition());
			PartitionCount count = present.get(partition);
			if (count != null) {
				count.count(partition, record, extent.handled());
				count.readUpTo(record.offset() + 1);
			}
			return true;
		});
		boolean complete = true;
		for (Map.Entry<SourcePartition, PartitionCount> count : present.entrySet()) {
			long reached = next.getOrDefault(count.getKey(), 0L);
			count.getValue().readUpTo(reached);
			complete &= reached >= extent.end(count.getKey());
		}
		return result(present.values(), complete);
	}

	/**
	 * How many causes of each of so many partitions are told apart.
	 */
	static int mostCauses(int partitions) {
		return Math.max(FEWEST_CAUSES, MOST_CAUSES / Math.max(1, partitions));
	}

	private static Result result(Collection<PartitionCount> counts, boolean complete) {
		Map<LetterCause, CauseCount> causes = new HashMap<>();
		SortedMap<String, Long> reasons = new TreeMap<>();
		long replayed = 0;
		long others = 0;
		for (PartitionCount count : counts) {
			count.causes().forEach((cause, letters) -> causes.merge(cause, letters, CauseCount::plus));
			count.reasons().forEach((reason, letters) -> reasons.merge(reason, letters, Long::sum));
			replayed += count.replayed();
			others += count.others();
		}
		List<CauseCount> largestFirst = new ArrayList<>(causes.values());
		largestFirst.sort(Comparator.comparingLong(CauseCount::letters).reversed().thenComparing(CauseCount::id));
		return new Result(reasons, largestFirst, replayed, others, complete);
	}

	/**
	 * What a count has found.
	 *
	 * @param reasons open letters by reason
	 * @param causes causes that were told apart, those with most letters first
	 * @param replayed letters that have been replayed and are still there
	 * @param others records of other pipelines, and what is no letter
	 * @param complete whether all has been read
	 */
	record Result(SortedMap<String, Long> reasons, List<CauseCount> causes, long replayed, long others,
			boolean complete) {

		long open() {
			return this.reasons.values().stream().mapToLong(Long::longValue).sum();
		}

		/**
		 * Letters whose causes were not told apart, since there are too many.
		 */
		long untold() {
			return open() - this.causes.stream().mapToLong(CauseCount::letters).sum();
		}

		@Nullable CauseCount cause(String id) {
			return this.causes.stream().filter((cause) -> cause.id().equals(id)).findFirst().orElse(null);
		}

	}

}
