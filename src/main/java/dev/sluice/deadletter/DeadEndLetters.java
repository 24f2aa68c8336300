package dev.sluice.deadletter;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import dev.sluice.record.Failure;
import dev.sluice.record.RecordBatch;
import dev.sluice.record.SourcePosition;
import dev.sluice.table.TableName;
import org.jspecify.annotations.Nullable;

/**
 * Failed inserts on their way to dead ends, which all have to take each.
 */
final class DeadEndLetters implements DeadLetters {

	private final List<DeadEnd> ends;

	private final OriginalRecords inserts;

	DeadEndLetters(List<DeadEnd> ends, OriginalRecords inserts) {
		this.ends = List.copyOf(ends);
		this.inserts = inserts;
	}

	@Override
	public CompletionStage<Void> keep(RecordBatch batch, int index, @Nullable TableName table, Failure failure) {
		SourcePosition original = LetterFacts.of(batch, index).position();
		return keep(GivenUpInsert.of(batch.position(index), original, batch.value(index), failure));
	}

	@Override
	public CompletionStage<Void> keepAgain(SourcePosition insert, @Nullable TableName table, Failure failure) {
		return this.inserts.read(insert)
			.thenCompose((found) -> keep(found
				.map((record) -> GivenUpInsert.of(insert, LetterFacts.of(record.headers()).position(), record.value(),
						failure))
				.orElseGet(() -> new GivenUpInsert(insert, null, null, failure))));
	}

	private CompletionStage<Void> keep(GivenUpInsert insert) {
		return CompletableFuture.allOf(this.ends.stream()
			.map((end) -> end.keep(insert).toCompletableFuture())
			.toArray(CompletableFuture<?>[]::new));
	}

}
