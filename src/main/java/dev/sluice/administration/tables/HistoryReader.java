package dev.sluice.administration.tables;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import dev.sluice.table.TableName;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Reads the history of tables from its topic, which is compacted and small, anew each
 * time. Blocks. Thread-safe.
 *
 * @param consumers makes consumers in no group
 */
record HistoryReader(Supplier<Consumer<byte[], byte[]>> consumers) {

	private static final TopicPartition PARTITION = new TopicPartition(HistoryTopic.NAME, 0);

	private static final Duration POLL = Duration.ofMillis(200);

	/** As many polls without a record as take five seconds. */
	private static final int PATIENCE = 25;

	/**
	 * The changes of a table, in their order.
	 * @throws KafkaException if Kafka does not answer
	 */
	List<HistoryEntry> of(TableName table) {
		List<HistoryEntry> found = new ArrayList<>();
		try (Consumer<byte[], byte[]> consumer = this.consumers.get()) {
			if (consumer.partitionsFor(HistoryTopic.NAME).isEmpty()) {
				return found;
			}
			consumer.assign(List.of(PARTITION));
			consumer.seekToBeginning(List.of(PARTITION));
			long end = consumer.endOffsets(List.of(PARTITION)).getOrDefault(PARTITION, 0L);
			int idle = 0;
			while (consumer.position(PARTITION) < end) {
				long position = consumer.position(PARTITION);
				consumer.poll(POLL).forEach((record) -> take(table, record, found));
				idle = (consumer.position(PARTITION) > position) ? 0 : idle + 1;
				if (idle > PATIENCE) {
					throw new TimeoutException("topic " + HistoryTopic.NAME + " does not answer");
				}
			}
		}
		return found;
	}

	private static void take(TableName table, ConsumerRecord<byte[], byte[]> record, List<HistoryEntry> found) {
		HistoryEntry entry = HistoryJson.isOf(table.toString(), record.key()) ? HistoryJson.read(record.value()) : null;
		if (entry != null) {
			found.add(entry);
		}
	}

}
