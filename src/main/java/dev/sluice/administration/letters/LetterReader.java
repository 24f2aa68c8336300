package dev.sluice.administration.letters;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import dev.sluice.record.SourcePartition;
import dev.sluice.topic.UngroupedConsumer;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

import org.springframework.kafka.core.ConsumerFactory;

/**
 * Reads parts of topics without a group, and commits nothing. Streams: holds one answer
 * of Kafka at a time. Blocks. Thread-safe.
 */
final class LetterReader {

	private static final Duration POLL = Duration.ofMillis(200);

	/** Without a record for so long, Kafka is away. */
	private static final Duration SILENCE = Duration.ofSeconds(10);

	private static final int FETCH_BYTES = 8 * 1024 * 1024;

	private final ConsumerFactory<?, ?> consumers;

	LetterReader(ConsumerFactory<?, ?> consumers) {
		this.consumers = consumers;
	}

	/**
	 * Reads spans until their ends, until the visitor has enough, or for as long as it
	 * may take.
	 * @param spans what to read
	 * @param contents whether the visitor needs keys and values
	 * @param limit how long it may take
	 * @param visitor is shown the records, those of a partition in their order
	 * @return where each partition is to be read on; the span's end if it was read to the
	 * end
	 * @throws KafkaException if Kafka does not answer
	 */
	Map<SourcePartition, Long> read(Map<SourcePartition, Span> spans, boolean contents, Duration limit,
			Visitor visitor) {
		Map<SourcePartition, Long> next = new HashMap<>();
		spans.forEach((partition, span) -> next.put(partition, Math.min(span.begin(), span.end())));
		Map<TopicPartition, Long> open = spans.entrySet()
			.stream()
			.filter((span) -> span.getValue().begin() < span.getValue().end())
			.collect(Collectors.toMap((span) -> topicPartition(span.getKey()), (span) -> span.getValue().end()));
		if (open.isEmpty()) {
			return next;
		}
		Consumer<byte[], byte[]> consumer = consumer(contents);
		try {
			consumer.assign(open.keySet());
			open.keySet()
				.forEach((partition) -> consumer.seek(partition, next.getOrDefault(sourcePartition(partition), 0L)));
			new Pass(consumer, open, next, visitor).run(limit);
		}
		finally {
			consumer.close(CloseOptions.timeout(Duration.ZERO));
		}
		return next;
	}

	private Consumer<byte[], byte[]> consumer(boolean contents) {
		return UngroupedConsumer.of(this.consumers.getConfigurationProperties(), "sluice-letter-reader", Map
			.of(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES, ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 2000),
				(contents) ? new ByteArrayDeserializer() : new HeadersOnly());
	}

	private static TopicPartition topicPartition(SourcePartition partition) {
		return new TopicPartition(partition.topic(), partition.partition());
	}

	private static SourcePartition sourcePartition(TopicPartition partition) {
		return new SourcePartition(partition.topic(), partition.partition());
	}

	/** Is shown records. */
	@FunctionalInterface
	interface Visitor {

		/**
		 * One record.
		 * @return whether to go on
		 */
		boolean visit(ConsumerRecord<byte[], byte[]> record);

	}

	/**
	 * A part of a partition.
	 *
	 * @param begin the first offset
	 * @param end the offset after the last
	 */
	record Span(long begin, long end) {

	}

	/**
	 * One pass over some partitions.
	 */
	private record Pass(Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> open,
			Map<SourcePartition, Long> next, Visitor visitor) {

		private void run(Duration limit) {
			long begun = System.nanoTime();
			long heard = begun;
			while (!this.open.isEmpty() && System.nanoTime() - begun < limit.toNanos()) {
				boolean any = false;
				for (ConsumerRecord<byte[], byte[]> record : this.consumer.poll(POLL)) {
					any = true;
					if (!take(record)) {
						return;
					}
				}
				heard = (any) ? System.nanoTime() : heard;
				if (!endReached() && System.nanoTime() - heard > SILENCE.toNanos()) {
					throw new KafkaException("Kafka does not answer");
				}
			}
		}

		private boolean take(ConsumerRecord<byte[], byte[]> record) {
			TopicPartition partition = new TopicPartition(record.topic(), record.partition());
			if (record.offset() >= this.open.getOrDefault(partition, 0L)) {
				return true;
			}
			this.next.put(sourcePartition(partition), record.offset() + 1);
			return this.visitor.visit(record);
		}

		/** Behind the last record there may be markers without any. */
		private boolean endReached() {
			Set<TopicPartition> ended = this.open.entrySet()
				.stream()
				.filter((span) -> this.consumer.position(span.getKey(), SILENCE) >= span.getValue())
				.map(Map.Entry::getKey)
				.collect(Collectors.toSet());
			ended.forEach((partition) -> this.next.put(sourcePartition(partition), this.open.remove(partition)));
			this.consumer.pause(ended);
			return !ended.isEmpty();
		}

	}

}
