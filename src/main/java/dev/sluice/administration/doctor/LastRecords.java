package dev.sluice.administration.doctor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.stream.IntStream;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The last records of topics, read without a group. For one thread.
 *
 * @param consumer reads them
 */
record LastRecords(Consumer<byte[], byte[]> consumer) {

	private static final Comparator<ConsumerRecord<byte[], byte[]>> BY_TIME = Comparator
		.comparingLong(ConsumerRecord::timestamp);

	private static final Duration POLL = Duration.ofMillis(500);

	/** Polls without a record, after which nothing more is waited for. */
	private static final int PATIENCE = 6;

	/** When so much has been read, what has been found by then must do. */
	private static final long MOST_BYTES = 32L << 20;

	/**
	 * The last records of a topic, as many of each partition, the oldest first by their
	 * timestamps.
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
				Math.max(begins.getOrDefault(partition, 0L), end - share(number, ends.size()))));
		List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>(read(ends, number));
		found.sort(BY_TIME);
		return found;
	}

	private static int share(int number, int partitions) {
		return (number + partitions - 1) / partitions;
	}

	/** Holds no more than are wanted. */
	private Collection<ConsumerRecord<byte[], byte[]>> read(Map<TopicPartition, Long> ends, int number) {
		PriorityQueue<ConsumerRecord<byte[], byte[]>> newest = new PriorityQueue<>(BY_TIME);
		long bytes = 0;
		int quiet = 0;
		while (quiet < PATIENCE && bytes < MOST_BYTES && behind(ends)) {
			quiet++;
			for (ConsumerRecord<byte[], byte[]> record : this.consumer.poll(POLL)) {
				quiet = 0;
				bytes += size(record.key()) + size(record.value());
				newest.add(record);
				if (newest.size() > number) {
					newest.remove();
				}
			}
		}
		return newest;
	}

	private static int size(byte @Nullable [] bytes) {
		return (bytes != null) ? bytes.length : 0;
	}

	private boolean behind(Map<TopicPartition, Long> ends) {
		return ends.entrySet().stream().anyMatch((end) -> this.consumer.position(end.getKey()) < end.getValue());
	}

}
