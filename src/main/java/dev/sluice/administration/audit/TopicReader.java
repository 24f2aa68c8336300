package dev.sluice.administration.audit;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.sluice.record.SourcePartition;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads partitions one after the other, each between two offsets. For one thread.
 */
final class TopicReader {

	private static final Duration POLL = Duration.ofMillis(500);

	/** So many polls in a row without any progress mean that Kafka is away. */
	private static final int PATIENCE = 120;

	private final Consumer<byte[], byte[]> consumer;

	private final AuditProgress progress;

	TopicReader(Consumer<byte[], byte[]> consumer, AuditProgress progress) {
		this.consumer = consumer;
		this.progress = progress;
	}

	/**
	 * Reads a partition.
	 * @param partition the partition
	 * @param from the first offset
	 * @param to the offset after the last one, which the partition has already reached
	 * @param visitor is shown what is there
	 * @throws KafkaException if Kafka does not answer, or refuses
	 * @throws AuditCancelledException if the audit is cancelled
	 */
	void read(SourcePartition partition, long from, long to, Visitor visitor) {
		if (from >= to) {
			return;
		}
		TopicPartition assigned = new TopicPartition(partition.topic(), partition.partition());
		this.consumer.assign(List.of(assigned));
		this.consumer.seek(assigned, from);
		int idle = 0;
		for (long position = from; position < to; position = this.consumer.position(assigned)) {
			this.progress.check();
			long before = position;
			poll(assigned, to, visitor);
			long after = this.consumer.position(assigned);
			visitor.passed(Math.min(after, to));
			this.progress.read(Math.min(after, to) - before);
			idle = (after > before) ? 0 : idle + 1;
			if (idle > PATIENCE) {
				throw new KafkaException("nothing comes of " + partition + " from offset " + before + " on");
			}
		}
	}

	private void poll(TopicPartition partition, long to, Visitor visitor) {
		try {
			for (ConsumerRecord<byte[], byte[]> record : this.consumer.poll(POLL).records(partition)) {
				if (record.offset() < to) {
					visitor.record(record);
				}
			}
		}
		catch (OffsetOutOfRangeException ex) {
			Map<TopicPartition, Long> begins = this.consumer.beginningOffsets(List.of(partition));
			long begin = Math.max(begins.getOrDefault(partition, to), this.consumer.position(partition));
			visitor.expired(Math.min(begin, to));
			this.consumer.seek(partition, Math.max(begin, 0));
		}
	}

	/**
	 * Is shown the records of a partition in their order.
	 */
	interface Visitor {

		void record(ConsumerRecord<byte[], byte[]> record);

		/**
		 * There is no record below an offset but those that were shown.
		 */
		default void passed(long to) {
		}

		/**
		 * The topic has lost all below an offset that was not shown.
		 */
		default void expired(long to) {
		}

	}

}
