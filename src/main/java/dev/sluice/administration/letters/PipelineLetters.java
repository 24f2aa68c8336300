package dev.sluice.administration.letters;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.sluice.record.SourcePartition;
import dev.sluice.record.SourcePosition;
import dev.sluice.repeater.GroupProgress;
import dev.sluice.repeater.HandledLetters;
import dev.sluice.repeater.Replay;
import dev.sluice.repeater.ReplayChoice;
import org.jspecify.annotations.Nullable;

/**
 * The dead letters of one pipeline, wherever they are. Thread-safe. Everything that asks
 * Kafka blocks, and throws {@link org.apache.kafka.common.KafkaException} if it does not
 * answer.
 */
final class PipelineLetters {

	private final Replay replay;

	private final GroupProgress groups;

	private final LetterReader reader;

	private final LetterCounts counts = new LetterCounts(this);

	PipelineLetters(Replay replay, GroupProgress groups, LetterReader reader) {
		this.replay = replay;
		this.groups = groups;
		this.reader = reader;
	}

	String pipeline() {
		return this.replay.pipeline();
	}

	Replay replay() {
		return this.replay;
	}

	LetterReader reader() {
		return this.reader;
	}

	LetterCounts counts() {
		return this.counts;
	}

	/**
	 * Where open letters can stand now.
	 */
	Extent extent() {
		Collection<SourcePartition> partitions = this.replay.partitions();
		HandledLetters handled = this.replay.handled(partitions);
		Map<SourcePartition, Long> begins = this.groups.begins(partitions);
		Map<SourcePartition, LetterReader.Span> spans = new HashMap<>();
		this.groups.ends(partitions)
			.forEach((partition, end) -> spans.put(partition, new LetterReader.Span(
					Math.max(begins.getOrDefault(partition, 0L), handled.allBelow(partition)), end)));
		return new Extent(spans, this.replay.topicIds(partitions), handled);
	}

	/**
	 * Reads the open letters of a choice, partition by partition in the order of their
	 * names. One that is chosen by its position is read even if it was replayed.
	 * @param choice which
	 * @param after begins behind this letter; {@code null} to begin with the first
	 * @param limit how long it may take
	 * @param visitor is shown them
	 * @return how far it has come
	 */
	Reached read(ReplayChoice choice, @Nullable SourcePosition after, Duration limit, LetterVisitor visitor) {
		long begun = System.nanoTime();
		Extent extent = extent();
		AtomicBoolean enough = new AtomicBoolean();
		LetterReader.Visitor chosen = (record) -> {
			Letter letter = Letter.of(record, pipeline());
			enough.set(letter != null && extent.means(choice, letter) && !visitor.visit(letter));
			return !enough.get();
		};
		SourcePosition last = after;
		for (Map.Entry<SourcePartition, LetterReader.Span> span : extent.of(choice, after).entrySet()) {
			LetterReader.Span its = span.getValue();
			if (its.begin() >= its.end()) {
				continue;
			}
			Duration rest = limit.minusNanos(System.nanoTime() - begun);
			if (enough.get() || rest.isNegative()) {
				return new Reached(last, false);
			}
			long next = this.reader.read(Map.ofEntries(span), true, rest, chosen).getOrDefault(span.getKey(), 0L);
			last = (next > its.begin()) ? span.getKey().at(next - 1) : last;
			if (next < its.end()) {
				return new Reached(last, false);
			}
		}
		return new Reached(last, true);
	}

	/**
	 * How far letters have been read.
	 *
	 * @param last what was read last, behind which to go on; {@code null} if nothing was
	 * @param all whether there are no more
	 */
	record Reached(@Nullable SourcePosition last, boolean all) {

	}

	/** Is shown letters. */
	@FunctionalInterface
	interface LetterVisitor {

		/**
		 * One letter.
		 * @return whether to go on
		 */
		boolean visit(Letter letter);

	}

	/**
	 * Where open letters can stand.
	 *
	 * @param spans the parts of partitions
	 * @param topicIds the ids of their topics
	 * @param handled what has been replayed
	 */
	record Extent(Map<SourcePartition, LetterReader.Span> spans, Map<String, String> topicIds, HandledLetters handled) {

		private static final Comparator<SourcePartition> ORDER = Comparator.comparing(SourcePartition::topic)
			.thenComparing(SourcePartition::partition);

		String topicId(SourcePartition partition) {
			return this.topicIds.getOrDefault(partition.topic(), "");
		}

		long end(SourcePartition partition) {
			LetterReader.Span span = this.spans.get(partition);
			return (span != null) ? span.end() : 0;
		}

		/**
		 * Where the letters of a choice can stand.
		 */
		SortedMap<SourcePartition, LetterReader.Span> of(ReplayChoice choice, @Nullable SourcePosition after) {
			SortedMap<SourcePartition, LetterReader.Span> chosen = new TreeMap<>(ORDER);
			this.spans.forEach((partition, span) -> {
				LetterReader.Span its = of(partition, span, choice.letter(), after);
				if (its != null) {
					chosen.put(partition, its);
				}
			});
			return chosen;
		}

		private static LetterReader.@Nullable Span of(SourcePartition partition, LetterReader.Span span,
				@Nullable SourcePosition letter, @Nullable SourcePosition after) {
			if (letter != null) {
				boolean there = partition.equals(partition(letter)) && letter.offset() < span.end();
				return (there) ? new LetterReader.Span(letter.offset(), letter.offset() + 1) : null;
			}
			int place = (after != null) ? ORDER.compare(partition, partition(after)) : 1;
			if (after == null || place > 0) {
				return span;
			}
			return (place == 0) ? new LetterReader.Span(Math.max(span.begin(), after.offset() + 1), span.end()) : null;
		}

		private static SourcePartition partition(SourcePosition position) {
			return new SourcePartition(position.topic(), position.partition());
		}

		boolean means(ReplayChoice choice, Letter letter) {
			SourcePosition position = letter.position();
			return choice.letter() != null || (choice.means(letter.cause())
					&& !this.handled.contains(partition(position), position.offset(), letter.cause()));
		}

	}

}
