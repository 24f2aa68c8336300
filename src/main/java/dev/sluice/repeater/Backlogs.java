package dev.sluice.repeater;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/**
 * Counts what a consumer group has still to read. Blocks. Connects with its first use.
 */
final class Backlogs implements AutoCloseable {

	private final Supplier<Admin> admins;

	private @Nullable Admin admin;

	Backlogs(Supplier<Admin> admins) {
		this.admins = admins;
	}

	/**
	 * The number of records that a group has not settled.
	 * @param group the group
	 * @param topics its topics with their partition counts
	 * @throws KafkaException if Kafka does not answer
	 */
	synchronized long of(String group, Map<String, Integer> topics) {
		Map<TopicPartition, OffsetAndMetadata> committed = await(
				admin().listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
		Map<TopicPartition, ListOffsetsResultInfo> begin = offsets(topics, OffsetSpec.earliest());
		Map<TopicPartition, ListOffsetsResultInfo> end = offsets(topics, OffsetSpec.latest());
		long backlog = 0;
		for (Map.Entry<TopicPartition, ListOffsetsResultInfo> first : begin.entrySet()) {
			OffsetAndMetadata offset = committed.get(first.getKey());
			ListOffsetsResultInfo last = end.get(first.getKey());
			if (last != null) {
				long next = Math.max((offset != null) ? offset.offset() : 0, first.getValue().offset());
				backlog += Math.max(0, last.offset() - next);
			}
		}
		return backlog;
	}

	private Map<TopicPartition, ListOffsetsResultInfo> offsets(Map<String, Integer> topics, OffsetSpec which) {
		Map<TopicPartition, OffsetSpec> partitions = new HashMap<>();
		topics.forEach((topic, count) -> {
			for (int partition = 0; partition < count; partition++) {
				partitions.put(new TopicPartition(topic, partition), which);
			}
		});
		return await(admin().listOffsets(partitions).all());
	}

	private Admin admin() {
		Admin existing = this.admin;
		if (existing == null) {
			existing = this.admins.get();
			this.admin = existing;
		}
		return existing;
	}

	private static <T> T await(KafkaFuture<T> answer) {
		try {
			return answer.get();
		}
		catch (InterruptedException ex) {
			throw new InterruptException(ex);
		}
		catch (ExecutionException ex) {
			throw (ex.getCause() instanceof KafkaException cause) ? cause : new KafkaException(ex.getCause());
		}
	}

	@Override
	public synchronized void close() {
		if (this.admin != null) {
			this.admin.close();
		}
	}

}
