package dev.sluice.administration.letters;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

import dev.sluice.deadletter.LetterFacts;
import dev.sluice.record.SourcePartition;
import dev.sluice.repeater.HandledLetters;
import dev.sluice.repeater.LetterCause;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The open letters of one partition of a dead-letter topic, as far as it has been read.
 * Not thread-safe.
 */
final class PartitionCount {

	private static final int MOST_REASONS = 100;

	private static final String OTHER_REASONS = "other";

	private final String pipeline;

	private final Basis basis;

	private final int mostCauses;

	private final Map<LetterCause, CauseCount> causes = new HashMap<>();

	private final Map<String, Long> reasons = new HashMap<>();

	private long next;

	private long replayed;

	private long others;

	/**
	 * A count that has not begun.
	 * @param pipeline whose letters count
	 * @param basis what it holds for
	 * @param mostCauses so many causes are told apart; letters of further ones are
	 * counted by reason
	 */
	PartitionCount(String pipeline, Basis basis, int mostCauses) {
		this.pipeline = pipeline;
		this.basis = basis;
		this.mostCauses = mostCauses;
		this.next = basis.begin();
	}

	/**
	 * Whether it can be gone on with.
	 */
	boolean holdsFor(Basis present, long end) {
		return this.basis.equals(present) && this.next <= end;
	}

	/**
	 * The first offset that has not been counted.
	 */
	long next() {
		return this.next;
	}

	void readUpTo(long offset) {
		this.next = offset;
	}

	void count(SourcePartition partition, ConsumerRecord<byte[], byte[]> letter, HandledLetters handled) {
		LetterFacts facts = LetterFacts.of(letter.headers());
		if (facts.position() == null || !this.pipeline.equals(facts.pipeline())) {
			this.others++;
			return;
		}
		LetterCause cause = LetterCause.of(facts);
		if (handled.contains(partition, letter.offset(), cause)) {
			this.replayed++;
			return;
		}
		String reason = (this.reasons.size() < MOST_REASONS || this.reasons.containsKey(cause.reason()))
				? cause.reason() : OTHER_REASONS;
		this.reasons.merge(reason, 1L, Long::sum);
		if (this.causes.size() < this.mostCauses || this.causes.containsKey(cause)) {
			Instant failedAt = Objects.requireNonNullElseGet(facts.failedAt(),
					() -> Instant.ofEpochMilli(letter.timestamp()));
			this.causes.merge(cause, CauseCount.first(cause, facts, failedAt, partition.at(letter.offset())),
					CauseCount::plus);
		}
	}

	Map<LetterCause, CauseCount> causes() {
		return this.causes;
	}

	/**
	 * All open letters by their reasons.
	 */
	Map<String, Long> reasons() {
		return this.reasons;
	}

	/**
	 * Letters that have been replayed and are still there.
	 */
	long replayed() {
		return this.replayed;
	}

	/**
	 * Records of other pipelines, and what is no letter.
	 */
	long others() {
		return this.others;
	}

	/**
	 * What a count holds for: it begins anew when retention or a person has removed
	 * letters, the topic is another one, or letters have been replayed since.
	 *
	 * @param topicId the topic's id
	 * @param begin the first offset that counts
	 * @param marks what has been replayed
	 */
	record Basis(String topicId, long begin, Map<String, Long> marks) {

	}

}
