package dev.sluice.deadletter;

import java.time.InstantSource;
import java.util.concurrent.CompletionStage;

import dev.sluice.deadletter.BadRecord.Verdict;
import dev.sluice.record.Failure;
import dev.sluice.record.RecordBatch;
import dev.sluice.record.SourcePosition;
import dev.sluice.table.TableName;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Dead letters of failed inserts: the letter holds the original record, read again from
 * its topic, or the row if the original is gone.
 */
final class RepeatedDeadLetters implements DeadLetters {

	private final DeadLetterPublisher publisher;

	private final OriginalRecords originals;

	private final InstantSource clock;

	RepeatedDeadLetters(DeadLetterPublisher publisher, OriginalRecords originals, InstantSource clock) {
		this.publisher = publisher;
		this.originals = originals;
		this.clock = clock;
	}

	@Override
	public CompletionStage<Void> keep(RecordBatch inserts, int index, @Nullable TableName table, Failure failure) {
		return bury(BadRecord.of(inserts, index, verdict(table, failure, 1)), table, failure);
	}

	@Override
	public CompletionStage<Void> keepAgain(SourcePosition insert, @Nullable TableName table, Failure failure) {
		return this.originals.read(insert)
			.thenCompose((found) -> found.map((record) -> bury(record, table, failure))
				.orElseGet(() -> this.publisher.publish(BadRecord.gone(insert, verdict(table, failure, 1)))));
	}

	/**
	 * Ends a failed insert. One that does not tell where its original stands is kept as
	 * it is, on a dead-letter topic of its own topic.
	 */
	CompletionStage<Void> bury(ConsumerRecord<byte[], byte[]> insert, @Nullable TableName table, Failure failure) {
		LetterFacts facts = LetterFacts.of(insert.headers());
		Verdict verdict = verdict((table != null) ? table : facts.table(), failure, facts.attempts() + 1);
		SourcePosition original = facts.position();
		if (original == null) {
			return this.publisher.publish(BadRecord.of(insert, verdict));
		}
		return this.originals.read(original)
			.thenCompose((found) -> this.publisher.publish(found.map((record) -> BadRecord.of(record, verdict))
				.orElseGet(() -> BadRecord.rowInstead(original, facts.timestamp(), insert, verdict))));
	}

	private Verdict verdict(@Nullable TableName table, Failure failure, int attempts) {
		return new Verdict(table, failure, this.clock.instant(), attempts, null);
	}

}
