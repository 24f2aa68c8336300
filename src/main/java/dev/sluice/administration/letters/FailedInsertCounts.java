package dev.sluice.administration.letters;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.sluice.deadletter.LetterFacts;
import dev.sluice.pipeline.Commit;
import dev.sluice.record.SourcePartition;
import dev.sluice.repeater.GroupProgress;
import dev.sluice.repeater.Repeater;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Counts the failed inserts that wait, by table, cause and attempts. Blocks. Thread-safe.
 */
public final class FailedInsertCounts {

	private static final Duration LIMIT = Duration.ofSeconds(20);

	private static final int MOST_GROUPS = 1000;

	private final GroupProgress groups;

	private final LetterReader reader;

	FailedInsertCounts(GroupProgress groups, LetterReader reader) {
		this.groups = groups;
		this.reader = reader;
	}

	/**
	 * Counts those of a pipeline.
	 * @throws org.apache.kafka.common.KafkaException if Kafka does not answer
	 */
	Result count(String pipeline, Repeater repeater) {
		Map<SourcePartition, LetterReader.Span> spans = spans(repeater);
		Map<Key, Waiting> found = new HashMap<>();
		Map<SourcePartition, Long> next = this.reader.read(spans, false, LIMIT, (record) -> {
			LetterFacts facts = LetterFacts.of(record.headers());
			boolean itsOwn = facts.pipeline() == null || facts.pipeline().equals(pipeline);
			Key key = Key.of(facts);
			if (itsOwn && (found.size() < MOST_GROUPS || found.containsKey(key))) {
				found.merge(key, Waiting.first(key, since(facts, record)), Waiting::plus);
			}
			return true;
		});
		boolean complete = spans.entrySet()
			.stream()
			.allMatch((span) -> next.getOrDefault(span.getKey(), 0L) >= span.getValue().end());
		return new Result(
				found.values().stream().sorted(Comparator.comparingLong(Waiting::inserts).reversed()).toList(),
				complete);
	}

	private Map<SourcePartition, LetterReader.Span> spans(Repeater repeater) {
		Map<SourcePartition, Long> ends = this.groups.ends(this.groups.partitions(repeater::reads));
		Map<SourcePartition, Long> begins = this.groups.begins(ends.keySet());
		Map<SourcePartition, Commit> commits = this.groups.committed(repeater.groupId());
		Map<SourcePartition, LetterReader.Span> spans = new HashMap<>();
		ends.forEach((partition, end) -> {
			Commit commit = commits.get(partition);
			spans.put(partition, new LetterReader.Span(
					Math.max((commit != null) ? commit.offset() : 0, begins.getOrDefault(partition, 0L)), end));
		});
		return spans;
	}

	private static Instant since(LetterFacts facts, ConsumerRecord<byte[], byte[]> record) {
		Instant failedAt = (facts.firstFailedAt() != null) ? facts.firstFailedAt() : facts.failedAt();
		return Objects.requireNonNullElseGet(failedAt, () -> Instant.ofEpochMilli(record.timestamp()));
	}

	private record Key(@Nullable String table, @Nullable String reason, int attempts) {

		static Key of(LetterFacts facts) {
			return new Key(Objects.toString(facts.table(), null), facts.message(), facts.attempts());
		}

	}

	/**
	 * What has been counted.
	 *
	 * @param waiting those that wait, most first; at most a thousand groups
	 * @param complete whether all were counted
	 */
	record Result(List<Waiting> waiting, boolean complete) {

	}

	/**
	 * Failed inserts that wait.
	 *
	 * @param table their table, if they name one
	 * @param reason what they wait for, for people
	 * @param attempts how often they have been tried
	 * @param inserts how many there are
	 * @param oldest when the first of them failed first
	 */
	public record Waiting(@Nullable String table, @Nullable String reason, int attempts, long inserts, Instant oldest) {

		private static Waiting first(Key key, Instant since) {
			return new Waiting(key.table(), key.reason(), key.attempts(), 1, since);
		}

		private Waiting plus(Waiting other) {
			return new Waiting(this.table, this.reason, this.attempts, this.inserts + other.inserts,
					(other.oldest.isBefore(this.oldest)) ? other.oldest : this.oldest);
		}

	}

}
