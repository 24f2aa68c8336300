package dev.sluice.deadletter;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import dev.sluice.record.Outcome;
import dev.sluice.record.RecordBatch;
import dev.sluice.record.SourcePosition;
import dev.sluice.table.TableName;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Failed inserts in Kafka. Their headers are Sluice's own alone.
 */
final class KafkaFailedInserts implements FailedInserts, LateInserts {

	private static final long NO_TIMESTAMP = -1;

	private final String pipeline;

	private final TopicsBySource topics;

	private final LetterSender sender;

	private final OriginalRecords originals;

	private final InstantSource clock;

	KafkaFailedInserts(String pipeline, TopicsBySource topics, LetterSender sender, OriginalRecords originals,
			InstantSource clock) {
		this.pipeline = pipeline;
		this.topics = topics;
		this.sender = sender;
		this.originals = originals;
		this.clock = clock;
	}

	@Override
	public CompletionStage<Outcome> keep(RecordBatch batch, int index, TableName table, byte[] row, String cause) {
		return keep(batch.position(index), batch.timestamp(index), batch.key(index), table, row, cause);
	}

	@Override
	public CompletionStage<Outcome> keep(SourcePosition position, TableName table, byte[] row, String cause) {
		return this.originals.read(position)
			.thenCompose((found) -> found
				.map((original) -> keep(position, original.timestamp(), original.key(), table, row, cause))
				.orElseGet(() -> keep(position, NO_TIMESTAMP, null, table, row, cause)));
	}

	private CompletionStage<Outcome> keep(SourcePosition position, long timestamp, byte @Nullable [] key,
			TableName table, byte[] row, String cause) {
		Instant now = this.clock.instant();
		FailedInsertLetter letter = new FailedInsertLetter(this.pipeline, table, position, timestamp, now, 1);
		CompletableFuture<Void> kept = new CompletableFuture<>();
		try {
			LetterTopic topic = this.topics.of(position.topic());
			int partition = topic.partition(position.partition());
			this.sender.send(new ProducerRecord<>(topic.name(), (partition >= 0) ? partition : null, key, row,
					letter.headers(cause, now)), kept);
		}
		catch (DeadLettersUnavailableException ex) {
			kept.completeExceptionally(ex);
		}
		return kept.thenApply((done) -> Outcome.WAITING);
	}

}
