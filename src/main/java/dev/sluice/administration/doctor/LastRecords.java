package dev.sluice.administration.doctor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * The last records of topics, read without a group. For one thread.
 *
 * @param consumer reads them
 */
record LastRecords(Consumer<byte[], byte[]> consumer) {

	private static final Duration POLL = Duration.ofMillis(500);

	/** Polls without a record, after which nothing more is waited for. */
	private static final int PATIENCE = 6;

	/**
	 * The last records of a topic, by their timestamps, the oldest first.
	 * @param partitions its partition count
	 * @param number how many at most
	 */
	List<ConsumerRecord<byte[], byte[]>> of(String topic, int partitions, int number) {
		List<TopicPartition> all = IntStream.range(0, partitions)
			.mapToObj((partition) -> new TopicPartition(topic, partition))
			.toList();
		this.consumer.assign(all);
		Map<TopicPartition, Long> begins = this.consumer.beginningOffsets(all);
		Map<TopicPartition, Long> ends = new HashMap<>(this.consumer.endOffsets(all));
		ends.entrySet().removeIf((end) -> end.getValue() <= begins.getOrDefault(end.getKey(), 0L));
		this.consumer.assign(ends.keySet());
		ends.forEach((partition, end) -> this.consumer.seek(partition,
				Math.max(begins.getOrDefault(partition, 0L), end - number)));
		List<ConsumerRecord<byte[], byte[]>> found = read(ends);
		found.sort(Comparator.comparingLong(ConsumerRecord::timestamp));
		return found.subList(Math.max(0, found.size() - number), found.size());
	}

	private List<ConsumerRecord<byte[], byte[]>> read(Map<TopicPartition, Long> ends) {
		List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
		int quiet = 0;
		while (quiet < PATIENCE && behind(ends)) {
			int before = found.size();
			this.consumer.poll(POLL).forEach(found::add);
			quiet = (found.size() == before) ? quiet + 1 : 0;
		}
		return found;
	}

	private boolean behind(Map<TopicPartition, Long> ends) {
		return ends.entrySet().stream().anyMatch((end) -> this.consumer.position(end.getKey()) < end.getValue());
	}

}
