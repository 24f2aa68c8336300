package dev.sluice.deadletter;

import java.time.InstantSource;
import java.util.concurrent.CompletionStage;

import dev.sluice.deadletter.BadRecord.Verdict;
import dev.sluice.record.Failure;
import dev.sluice.record.RecordBatch;
import dev.sluice.record.SourcePosition;
import dev.sluice.table.TableName;
import org.jspecify.annotations.Nullable;

/**
 * Dead letters in Kafka.
 */
final class KafkaDeadLetters implements DeadLetters {

	private final DeadLetterPublisher publisher;

	private final OriginalRecords originals;

	private final InstantSource clock;

	KafkaDeadLetters(DeadLetterPublisher publisher, OriginalRecords originals, InstantSource clock) {
		this.publisher = publisher;
		this.originals = originals;
		this.clock = clock;
	}

	@Override
	public CompletionStage<Void> keep(RecordBatch batch, int index, @Nullable TableName table, Failure failure) {
		return this.publisher.publish(BadRecord.of(batch, index, verdict(table, failure, 1)));
	}

	@Override
	public CompletionStage<Void> keepAgain(SourcePosition position, @Nullable TableName table, Failure failure) {
		Verdict verdict = verdict(table, failure, 1);
		return this.originals.read(position)
			.thenCompose((found) -> this.publisher.publish(found.map((original) -> BadRecord.of(original, verdict))
				.orElseGet(() -> BadRecord.gone(position, verdict))));
	}

	private Verdict verdict(@Nullable TableName table, Failure failure, int attempts) {
		return new Verdict(table, failure, this.clock.instant(), attempts, null);
	}

}
