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
import org.jspecify.annotations.Nullable;

/**
 * Reads the history of tables from its topic, which is compacted and small, anew each
 * time. Blocks. Thread-safe.
 *
 * @param partition its only partition, or {@code null} if no history is kept
 * @param consumers makes consumers in no group
 */
record HistoryReader(@Nullable TopicPartition partition, Supplier<Consumer<byte[], byte[]>> consumers) {

	private static final Duration POLL = Duration.ofMillis(200);

	/** As many polls without a record as take five seconds. */
	private static final int PATIENCE = 25;

	/**
	 * The changes of a table, in their order.
	 * @throws KafkaException if Kafka does not answer
	 */
	List<HistoryEntry> of(TableName table) {
		List<HistoryEntry> found = new ArrayList<>();
		if (this.partition != null) {
			read(this.partition, (record) -> take(table, record, found));
		}
		return found;
	}

	private void read(TopicPartition partition, java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> reader) {
		try (Consumer<byte[], byte[]> consumer = this.consumers.get()) {
			if (consumer.partitionsFor(partition.topic()).isEmpty()) {
				return;
			}
			consumer.assign(List.of(partition));
			consumer.seekToBeginning(List.of(partition));
			long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
			int idle = 0;
			while (consumer.position(partition) < end) {
				long position = consumer.position(partition);
				consumer.poll(POLL).forEach(reader);
				idle = (consumer.position(partition) > position) ? 0 : idle + 1;
				if (idle > PATIENCE) {
					throw new TimeoutException("topic " + partition.topic() + " does not answer");
				}
			}
		}
	}

	private static void take(TableName table, ConsumerRecord<byte[], byte[]> record, List<HistoryEntry> found) {
		HistoryEntry entry = HistoryJson.isOf(table.toString(), record.key()) ? HistoryJson.read(record.value()) : null;
		if (entry != null) {
			found.add(entry);
		}
	}

}
