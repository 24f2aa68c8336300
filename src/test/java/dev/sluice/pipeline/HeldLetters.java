package dev.sluice.pipeline;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import dev.sluice.deadletter.DeadLetters;
import dev.sluice.record.Failure;
import dev.sluice.record.RecordBatch;
import dev.sluice.record.SourcePosition;
import dev.sluice.table.TableName;
import org.jspecify.annotations.Nullable;

/**
 * Dead letters that are kept one after the other, when a test says so.
 */
public final class HeldLetters implements DeadLetters {

	private final Deque<Letter> waiting = new ArrayDeque<>();

	private final Set<Long> kept;

	/**
	 * Makes dead letters.
	 * @param kept receives the offsets of the records whose letters are kept
	 */
	public HeldLetters(Set<Long> kept) {
		this.kept = kept;
	}

	/** Keeps the oldest letter that is not kept yet, if there is one. */
	public void keepNext() {
		Letter letter = this.waiting.poll();
		if (letter != null) {
			this.kept.add(letter.offset());
			letter.answer().complete(null);
		}
	}

	/** Keeps all letters. */
	public void keepAll() {
		while (!this.waiting.isEmpty()) {
			keepNext();
		}
	}

	@Override
	public CompletionStage<Void> keep(RecordBatch batch, int index, @Nullable TableName table, Failure failure) {
		return keepAgain(batch.position(index), table, failure);
	}

	@Override
	public CompletionStage<Void> keepAgain(SourcePosition position, @Nullable TableName table, Failure failure) {
		Letter letter = new Letter(position.offset(), new CompletableFuture<>());
		this.waiting.add(letter);
		return letter.answer();
	}

	/**
	 * A dead letter on its way.
	 *
	 * @param offset the offset of its record
	 * @param answer completes when it is kept
	 */
	private record Letter(long offset, CompletableFuture<Void> answer) {

	}

}
