package dev.sluice.administration.doctor;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LastRecordsTests {

	private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");

	private final LastRecords last = new LastRecords(this.consumer);

	@Test
	void newestOfAllPartitionsAreFoundOldestFirst() {
		topic(3, 100, 8);

		assertThat(this.last.of("orders", 3, 4)).extracting(ConsumerRecord::timestamp)
			.containsExactly(198L, 199L, 298L, 299L);
	}

	@Test
	void topicWithFewRecordsGivesThemAll() {
		topic(1, 2, 8);

		assertThat(this.last.of("orders", 1, 10)).hasSize(2);
	}

	@Test
	void readingEndsWhenRecordsAreTooLarge() {
		this.consumer.setMaxPollRecords(1);
		topic(50, 1, 4 << 20);

		assertThat(this.last.of("orders", 50, 50)).hasSize(8);
	}

	@Test
	void emptyTopicHasNone() {
		topic(2, 0, 8);

		assertThat(this.last.of("orders", 2, 10)).isEmpty();
	}

	/** Timestamps grow with offsets, and by a hundred with partitions. */
	private void topic(int partitions, int records, int size) {
		Map<TopicPartition, Long> begins = new HashMap<>();
		Map<TopicPartition, Long> ends = new HashMap<>();
		for (int partition = 0; partition < partitions; partition++) {
			begins.put(new TopicPartition("orders", partition), 0L);
			ends.put(new TopicPartition("orders", partition), (long) records);
		}
		this.consumer.updateBeginningOffsets(begins);
		this.consumer.updateEndOffsets(ends);
		byte[] value = new byte[size];
		this.consumer.schedulePollTask(() -> ends.forEach((partition, end) -> LongStream.range(0, end)
			.forEach((offset) -> this.consumer.addRecord(record(partition.partition(), offset, value)))));
	}

	private static ConsumerRecord<byte[], byte[]> record(int partition, long offset, byte[] value) {
		return new ConsumerRecord<>("orders", partition, offset, 100L * partition + offset, TimestampType.CREATE_TIME,
				0, value.length, null, value, new RecordHeaders(), Optional.empty());
	}

}
