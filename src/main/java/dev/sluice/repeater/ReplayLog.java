package dev.sluice.repeater;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import dev.sluice.record.SourcePartition;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

import org.springframework.kafka.core.KafkaOperations;

/**
 * What all replays of all pipelines have done, in a compacted topic of one partition that
 * is created with its first record. Blocks. Thread-safe.
 * <p>
 * What a replay has handled is kept there rather than by the offsets of its group, which
 * Kafka forgets some days after the group's last member has left.
 */
final class ReplayLog implements AutoCloseable {

	private static final Duration LIMIT = Duration.ofSeconds(10);

	private static final Duration POLL = Duration.ofMillis(200);

	private final ReplayBooks books;

	private final TopicPartition partition;

	private final GroupProgress kafka;

	private final Supplier<Consumer<byte[], byte[]>> consumers;

	private final KafkaOperations<byte[], byte[]> producer;

	private @Nullable Consumer<byte[], byte[]> consumer;

	/**
	 * A log.
	 * @param topic its topic
	 * @param kafka looks for the topic and creates it
	 * @param consumers makes a consumer in no group
	 * @param producer writes
	 * @param clock tells when something was heard
	 */
	ReplayLog(String topic, GroupProgress kafka, Supplier<Consumer<byte[], byte[]>> consumers,
			KafkaOperations<byte[], byte[]> producer, InstantSource clock) {
		this.partition = new TopicPartition(topic, 0);
		this.kafka = kafka;
		this.consumers = consumers;
		this.producer = producer;
		this.books = new ReplayBooks(clock);
	}

	/**
	 * What it says of the replays of a pipeline, up to its present end.
	 * @throws KafkaException if Kafka does not answer
	 */
	synchronized ReplayBook.View read(String group) {
		try {
			readOn();
		}
		catch (KafkaException ex) {
			close();
			throw ex;
		}
		return this.books.view(group);
	}

	private void readOn() {
		if (this.consumer == null && this.kafka.partitions(this.partition.topic()::equals).isEmpty()) {
			return;
		}
		Consumer<byte[], byte[]> reader = consumer();
		long end = reader.endOffsets(List.of(this.partition), LIMIT).getOrDefault(this.partition, 0L);
		long giveUp = System.nanoTime() + LIMIT.toNanos();
		while (reader.position(this.partition, LIMIT) < end) {
			reader.poll(POLL).forEach(this.books::enter);
			if (System.nanoTime() - giveUp > 0) {
				throw new KafkaException("topic " + this.partition.topic() + " does not answer");
			}
		}
	}

	private Consumer<byte[], byte[]> consumer() {
		Consumer<byte[], byte[]> existing = this.consumer;
		if (existing == null) {
			existing = this.consumers.get();
			existing.assign(List.of(this.partition));
			existing.seekToBeginning(List.of(this.partition));
			this.consumer = existing;
		}
		return existing;
	}

	/**
	 * Writes an event.
	 * @throws KafkaException if Kafka does not take it
	 */
	void write(String group, ReplayEvent event) {
		if (event.kind() == ReplayEvent.Kind.CLAIM) {
			this.kafka.createLog(this.partition.topic());
		}
		write(ReplayLogKey.of(group, event.id(), event.kind()), ReplayBooks.JSON.writeValueAsBytes(event));
	}

	/**
	 * Writes a mark.
	 * @throws KafkaException if Kafka does not take it
	 */
	void write(String group, SourcePartition marked, String choice, ReplayMark mark) {
		write(ReplayLogKey.of(group, marked, choice), ReplayBooks.JSON.writeValueAsBytes(mark));
	}

	/**
	 * Takes a mark away that says nothing any more.
	 */
	void forget(String group, SourcePartition marked, String choice) {
		write(ReplayLogKey.of(group, marked, choice), null);
	}

	/**
	 * Takes away what is told of a replay that was before the last.
	 */
	void forget(String group, String id) {
		for (ReplayEvent.Kind kind : ReplayEvent.Kind.values()) {
			write(ReplayLogKey.of(group, id, kind), null);
		}
	}

	private void write(ReplayLogKey key, byte @Nullable [] value) {
		try {
			this.producer.send(new ProducerRecord<>(this.partition.topic(), 0, key.bytes(), value))
				.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			throw new InterruptException(ex);
		}
		catch (ExecutionException | TimeoutException | org.springframework.kafka.KafkaException ex) {
			throw new KafkaException("topic " + this.partition.topic() + " does not take records", ex);
		}
	}

	@Override
	public synchronized void close() {
		this.books.clear();
		if (this.consumer != null) {
			this.consumer.close(CloseOptions.timeout(Duration.ZERO));
			this.consumer = null;
		}
	}

}
