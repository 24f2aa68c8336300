package dev.sluice.deadletter;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import dev.sluice.record.Failure;
import dev.sluice.record.Outcome;
import dev.sluice.record.Reason;
import dev.sluice.record.RecordBatch;
import dev.sluice.table.TableName;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Failed inserts that have failed again: kept as they are at the end of their topic, with
 * one attempt more, or given up when they have been tried often enough.
 */
final class RepeatedFailedInserts implements FailedInserts {

	private final String pipeline;

	private final DeadLetters deadLetters;

	private final LetterSender sender;

	private final InstantSource clock;

	private final int attempts;

	/**
	 * Failed inserts of the repeater.
	 * @param pipeline the pipeline's name
	 * @param deadLetters takes those that are given up on
	 * @param sender sends the others
	 * @param clock tells the time
	 * @param attempts how often each is tried here
	 */
	RepeatedFailedInserts(String pipeline, DeadLetters deadLetters, LetterSender sender, InstantSource clock,
			int attempts) {
		this.pipeline = pipeline;
		this.deadLetters = deadLetters;
		this.sender = sender;
		this.clock = clock;
		this.attempts = attempts;
	}

	@Override
	public CompletionStage<Outcome> keep(RecordBatch inserts, int index, TableName table, byte[] row, String cause) {
		LetterFacts facts = LetterFacts.of(inserts, index);
		if (facts.attempts() < this.attempts) {
			Instant now = this.clock.instant();
			FailedInsertLetter letter = new FailedInsertLetter(this.pipeline, table, facts.position(),
					facts.timestamp(), Objects.requireNonNullElse(facts.firstFailedAt(), now), facts.attempts() + 1);
			CompletableFuture<Void> kept = new CompletableFuture<>();
			this.sender.send(new ProducerRecord<>(inserts.topic(), inserts.partition(), inserts.key(index),
					Objects.requireNonNullElse(inserts.value(index), row), letter.headers(cause, now)), kept);
			return kept.thenApply((done) -> Outcome.WAITING);
		}
		Failure failure = new Failure(Reason.ATTEMPTS_USED_UP,
				"tried %d times, at last: %s".formatted(facts.attempts() + 1, cause));
		return this.deadLetters.keep(inserts, index, table, failure).thenApply((done) -> Outcome.DEAD);
	}

}
