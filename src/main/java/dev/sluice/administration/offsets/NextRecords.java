package dev.sluice.administration.offsets;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import dev.sluice.pipeline.Commit;
import dev.sluice.record.SourcePartition;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the records that are read next, with a consumer that is in no group. Blocks.
 * Thread-safe.
 *
 * @param consumers makes such consumers, which read committed records alone
 */
record NextRecords(Supplier<Consumer<byte[], byte[]>> consumers) {

	private static final Logger logger = LoggerFactory.getLogger(NextRecords.class);

	private static final Duration POLL = Duration.ofMillis(200);

	/** As many polls as take two seconds if nothing comes. */
	private static final int POLLS = 10;

	/**
	 * The timestamps of the records that are read next, of those partitions that have one
	 * and answer in time.
	 */
	Map<SourcePartition, Instant> timestamps(List<PartitionOffsets> partitions) {
		Map<TopicPartition, Long> next = new HashMap<>();
		partitions.forEach((one) -> {
			Commit commit = one.commit();
			long offset = Math.max(one.begin(), (commit != null) ? commit.offset() : one.begin());
			if (offset < one.end()) {
				next.put(new TopicPartition(one.partition().topic(), one.partition().partition()), offset);
			}
		});
		return (next.isEmpty()) ? Map.of() : read(next);
	}

	private Map<SourcePartition, Instant> read(Map<TopicPartition, Long> next) {
		Map<SourcePartition, Instant> found = new HashMap<>();
		try (Consumer<byte[], byte[]> consumer = this.consumers.get()) {
			consumer.assign(next.keySet());
			next.forEach(consumer::seek);
			for (int i = 0; i < POLLS && found.size() < next.size(); i++) {
				for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
					found.putIfAbsent(new SourcePartition(record.topic(), record.partition()),
							Instant.ofEpochMilli(record.timestamp()));
					consumer.pause(Set.of(new TopicPartition(record.topic(), record.partition())));
				}
			}
		}
		catch (KafkaException ex) {
			logger.atDebug().addKeyValue("cause", ex.toString()).log("records that are read next cannot be looked at");
		}
		return found;
	}

}
