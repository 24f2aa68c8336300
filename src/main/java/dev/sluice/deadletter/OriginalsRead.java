package dev.sluice.deadletter;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.sluice.deadletter.OriginalRecords.Wanted;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * One pass over some partitions that reads the wanted records, from the lowest offset of
 * each upwards.
 */
final class OriginalsRead {

	private static final Duration POLL = Duration.ofMillis(200);

	/** So many polls in a row without any progress mean that Kafka is away. */
	private static final int PATIENCE = 75;

	/** From this distance on it is cheaper to seek than to read on. */
	private static final int FAR = 2000;

	private final Consumer<byte[], byte[]> consumer;

	private final Map<TopicPartition, NavigableMap<Long, List<Wanted>>> open = new HashMap<>();

	OriginalsRead(Consumer<byte[], byte[]> consumer, Collection<Wanted> wanted) {
		this.consumer = consumer;
		for (Wanted one : wanted) {
			TopicPartition partition = new TopicPartition(one.position().topic(), one.position().partition());
			this.open.computeIfAbsent(partition, (key) -> new TreeMap<>())
				.merge(one.position().offset(), List.of(one), OriginalsRead::both);
		}
	}

	private static List<Wanted> both(List<Wanted> some, List<Wanted> more) {
		return Stream.concat(some.stream(), more.stream()).toList();
	}

	/**
	 * Reads until every record is found, known to be gone, or given up on.
	 */
	void run() {
		try {
			this.consumer.assign(this.open.keySet());
			this.consumer.resume(this.open.keySet());
			this.open.forEach((partition, offsets) -> this.consumer.seek(partition, offsets.firstKey()));
			int idle = 0;
			while (!this.open.isEmpty() && idle < PATIENCE) {
				idle = (step()) ? 0 : idle + 1;
			}
			fail(new KafkaException("the topic did not answer"));
		}
		catch (KafkaException ex) {
			fail(ex);
		}
	}

	/** Whether there was any progress. */
	private boolean step() {
		try {
			ConsumerRecords<byte[], byte[]> records = this.consumer.poll(POLL);
			records.forEach(this::take);
			this.open.forEach(this::passed);
			this.consumer.pause(finished());
			this.open.values().removeIf(Map::isEmpty);
			return !records.isEmpty();
		}
		catch (OffsetOutOfRangeException ex) {
			outOfRange(ex.partitions());
			return true;
		}
	}

	private void take(ConsumerRecord<byte[], byte[]> record) {
		NavigableMap<Long, List<Wanted>> offsets = this.open
			.get(new TopicPartition(record.topic(), record.partition()));
		List<Wanted> found = (offsets != null) ? offsets.remove(record.offset()) : null;
		if (found != null) {
			found.forEach((wanted) -> wanted.found().complete(Optional.of(record)));
		}
	}

	private void passed(TopicPartition partition, NavigableMap<Long, List<Wanted>> offsets) {
		long position = this.consumer.position(partition);
		gone(offsets.headMap(position));
		if (!offsets.isEmpty() && offsets.firstKey() - position > FAR) {
			this.consumer.seek(partition, offsets.firstKey());
		}
	}

	private void outOfRange(Set<TopicPartition> partitions) {
		Map<TopicPartition, Long> begin = this.consumer.beginningOffsets(partitions);
		Map<TopicPartition, Long> end = this.consumer.endOffsets(partitions);
		begin.forEach((partition, first) -> {
			NavigableMap<Long, List<Wanted>> offsets = this.open.getOrDefault(partition, new TreeMap<>());
			gone(offsets.headMap(first));
			gone(offsets.tailMap(end.getOrDefault(partition, Long.MAX_VALUE)));
			this.consumer.seek(partition, (offsets.isEmpty()) ? first : offsets.firstKey());
		});
	}

	private Set<TopicPartition> finished() {
		return this.open.entrySet()
			.stream()
			.filter((entry) -> entry.getValue().isEmpty())
			.map(Map.Entry::getKey)
			.collect(Collectors.toSet());
	}

	private static void gone(Map<Long, List<Wanted>> offsets) {
		offsets.values().forEach((same) -> same.forEach((wanted) -> wanted.found().complete(Optional.empty())));
		offsets.clear();
	}

	private void fail(KafkaException cause) {
		this.open.values()
			.forEach((offsets) -> offsets.values()
				.forEach((same) -> same.forEach((wanted) -> wanted.found().completeExceptionally(cause))));
		this.open.clear();
	}

}
