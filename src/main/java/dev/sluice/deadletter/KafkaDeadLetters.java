package dev.sluice.deadletter;

import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import dev.sluice.deadletter.BadRecord.Verdict;
import dev.sluice.record.Failure;
import dev.sluice.record.RecordBatch;
import dev.sluice.record.SourcePosition;
import dev.sluice.table.TableName;
import org.jspecify.annotations.Nullable;

/**
 * Dead letters in Kafka, and bad rows beside them: a record is kept when both are.
 */
final class KafkaDeadLetters implements DeadLetters {

	private final DeadLetterPublisher publisher;

	private final @Nullable BadRowTopic badRows;

	private final OriginalRecords originals;

	private final InstantSource clock;

	KafkaDeadLetters(DeadLetterPublisher publisher, @Nullable BadRowTopic badRows, OriginalRecords originals,
			InstantSource clock) {
		this.publisher = publisher;
		this.badRows = badRows;
		this.originals = originals;
		this.clock = clock;
	}

	@Override
	public CompletionStage<Void> keep(RecordBatch batch, int index, @Nullable TableName table, Failure failure) {
		return keep(BadRecord.of(batch, index, verdict(table, failure)));
	}

	@Override
	public CompletionStage<Void> keepAgain(SourcePosition position, @Nullable TableName table, Failure failure) {
		Verdict verdict = verdict(table, failure);
		return this.originals.read(position)
			.thenCompose((found) -> keep(found.map((original) -> BadRecord.of(original, verdict))
				.orElseGet(() -> BadRecord.gone(position, verdict))));
	}

	/** Neither is sent as long as the other's topic cannot be used. */
	private CompletionStage<Void> keep(BadRecord record) {
		if (this.badRows == null) {
			return this.publisher.publish(record);
		}
		DeadLettersUnavailableException obstacle = this.badRows.obstacle(record.topic());
		if (obstacle != null) {
			return CompletableFuture.failedFuture(obstacle);
		}
		CompletableFuture<Void> letter = this.publisher.publish(record).toCompletableFuture();
		return letter.isCompletedExceptionally() ? letter
				: this.badRows.send(record).thenCombine(letter, (badRow, kept) -> null);
	}

	private Verdict verdict(@Nullable TableName table, Failure failure) {
		return new Verdict(table, failure, this.clock.instant(), 1, null);
	}

}
