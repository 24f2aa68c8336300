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
 * Dead letters of dead letters that were tried again: a new letter of the same original,
 * with one attempt more.
 */
final class ReplayedDeadLetters implements DeadLetters {

	private final DeadLetterPublisher publisher;

	private final OriginalRecords letters;

	private final InstantSource clock;

	ReplayedDeadLetters(DeadLetterPublisher publisher, OriginalRecords letters, InstantSource clock) {
		this.publisher = publisher;
		this.letters = letters;
		this.clock = clock;
	}

	@Override
	public CompletionStage<Void> keep(RecordBatch batch, int index, @Nullable TableName table, Failure failure) {
		return keep(OriginalView.of(batch, index), table, failure);
	}

	/**
	 * Reads the letter again. One that somebody has deleted meanwhile leaves nothing to
	 * keep.
	 */
	@Override
	public CompletionStage<Void> keepAgain(SourcePosition letter, @Nullable TableName table, Failure failure) {
		return this.letters.read(letter)
			.thenCompose((found) -> found.map((record) -> keep(OriginalView.of(record), table, failure))
				.orElseGet(() -> CompletableFuture.completedFuture(null)));
	}

	private CompletionStage<Void> keep(OriginalView original, @Nullable TableName table, Failure failure) {
		LetterFacts facts = original.facts();
		return this.publisher.publish(BadRecord.of(original, 0, new Verdict((table != null) ? table : facts.table(),
				failure, this.clock.instant(), facts.attempts() + 1, facts.omitted())));
	}

}
