package dev.sluice.administration.journal;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

import dev.sluice.administration.OperationRefusedException;
import dev.sluice.administration.OperationRefusedException.Why;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;

/**
 * Reads the journal from its end. The order is that of the topic, since clocks of
 * instances differ. Thread-safe; blocks.
 */
final class JournalReader {

	private static final Duration LIMIT = Duration.ofSeconds(10);

	private static final long STEP = 1_000;

	private final String topic;

	private final Supplier<Consumer<byte[], byte[]>> consumers;

	private final InstantSource clock;

	JournalReader(String topic, Supplier<Consumer<byte[], byte[]>> consumers, InstantSource clock) {
		this.topic = topic;
		this.consumers = consumers;
		this.clock = clock;
	}

	/**
	 * The newest entries, the newest first.
	 * @param most how many at most
	 * @param wanted which count
	 * @throws OperationRefusedException if Kafka does not answer, or refuses
	 */
	List<JournalRecord> newest(int most, Predicate<JournalRecord> wanted) {
		Instant deadline = this.clock.instant().plus(LIMIT);
		List<JournalRecord> found = new ArrayList<>();
		try (Consumer<byte[], byte[]> consumer = this.consumers.get()) {
			for (TopicPartition partition : partitions(consumer)) {
				consumer.assign(List.of(partition));
				long begin = consumer.beginningOffsets(List.of(partition)).getOrDefault(partition, 0L);
				long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
				while (end > begin && found.size() < most) {
					long from = Math.max(begin, end - Math.max(most, STEP));
					List<JournalRecord> entries = read(consumer, partition, from, end, deadline);
					Collections.reverse(entries);
					entries.stream().filter(wanted).forEach(found::add);
					end = from;
				}
			}
		}
		catch (AuthorizationException ex) {
			throw new OperationRefusedException(Why.UNAVAILABLE, "Sluice's user may not read topic " + this.topic);
		}
		catch (KafkaException ex) {
			throw new OperationRefusedException(Why.UNAVAILABLE, "the journal cannot be read: " + ex.getMessage());
		}
		return found.stream().limit(most).toList();
	}

	private List<TopicPartition> partitions(Consumer<byte[], byte[]> consumer) {
		return consumer.partitionsFor(this.topic)
			.stream()
			.map((partition) -> new TopicPartition(partition.topic(), partition.partition()))
			.toList();
	}

	private List<JournalRecord> read(Consumer<byte[], byte[]> consumer, TopicPartition partition, long from, long to,
			Instant deadline) {
		List<JournalRecord> entries = new ArrayList<>();
		consumer.seek(partition, from);
		while (consumer.position(partition) < to) {
			for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
				JournalRecord entry = JournalJson.read(record.value());
				if (entry != null && record.offset() < to) {
					entries.add(entry);
				}
			}
			if (this.clock.instant().isAfter(deadline)) {
				throw new KafkaException("it has not been read within " + LIMIT.toSeconds() + " s");
			}
		}
		return entries;
	}

}
