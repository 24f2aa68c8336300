package dev.sluice.deadletter;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import dev.sluice.record.Outcome;
import dev.sluice.record.RecordBatch;
import dev.sluice.table.TableName;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;

/**
 * Failed inserts in Kafka. Their headers are Sluice's own alone.
 */
final class KafkaFailedInserts implements FailedInserts {

	private final String pipeline;

	private final TopicsBySource topics;

	private final LetterSender sender;

	private final InstantSource clock;

	KafkaFailedInserts(String pipeline, TopicsBySource topics, LetterSender sender, InstantSource clock) {
		this.pipeline = pipeline;
		this.topics = topics;
		this.sender = sender;
		this.clock = clock;
	}

	@Override
	public CompletionStage<Outcome> keep(RecordBatch batch, int index, TableName table, byte[] row, String cause) {
		CompletableFuture<Void> kept = new CompletableFuture<>();
		try {
			LetterTopic topic = this.topics.of(batch.topic());
			int partition = topic.partition(batch.partition());
			this.sender.send(new ProducerRecord<>(topic.name(), (partition >= 0) ? partition : null, batch.key(index),
					row, headers(batch, index, table, cause)), kept);
		}
		catch (DeadLettersUnavailableException ex) {
			kept.completeExceptionally(ex);
		}
		return kept.thenApply((done) -> Outcome.WAITING);
	}

	private Headers headers(RecordBatch batch, int index, TableName table, String cause) {
		Instant now = this.clock.instant();
		return new FailedInsertLetter(this.pipeline, table, batch.position(index), batch.timestamp(index), now, 1)
			.headers(cause, now);
	}

}
