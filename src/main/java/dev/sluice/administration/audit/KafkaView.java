package dev.sluice.administration.audit;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import dev.sluice.pipeline.Commit;
import dev.sluice.record.SourcePartition;
import dev.sluice.topic.Answers;
import dev.sluice.topic.TopicIds;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.jspecify.annotations.Nullable;

/**
 * What Kafka knows of partitions and groups. Blocks. For one thread.
 * <p>
 * Every method throws {@link KafkaException} if Kafka does not answer, or refuses.
 */
final class KafkaView implements AutoCloseable {

	private final Admin admin;

	private final Consumer<byte[], byte[]> consumer;

	KafkaView(AuditClients clients) {
		this.admin = clients.admin();
		this.consumer = clients.consumer();
	}

	TopicReader reader(AuditProgress progress) {
		return new TopicReader(this.consumer, progress);
	}

	/**
	 * The partitions of the topics of some names.
	 */
	List<SourcePartition> partitions(Predicate<String> names) {
		return this.consumer.listTopics()
			.entrySet()
			.stream()
			.filter((topic) -> names.test(topic.getKey()))
			.flatMap((topic) -> topic.getValue().stream())
			.map((partition) -> new SourcePartition(partition.topic(), partition.partition()))
			.toList();
	}

	/**
	 * The offsets of the first records that are still there.
	 */
	Map<SourcePartition, Long> begins(Collection<SourcePartition> partitions) {
		return offsets(partitions, OffsetSpec.earliest());
	}

	/**
	 * The offsets after the last records that readers may see.
	 */
	Map<SourcePartition, Long> ends(Collection<SourcePartition> partitions) {
		return offsets(partitions, OffsetSpec.latest());
	}

	/**
	 * The offsets of the first records of a time or later; nothing for partitions without
	 * such.
	 */
	Map<SourcePartition, Long> since(Instant time, Collection<SourcePartition> partitions) {
		return offsets(partitions, OffsetSpec.forTimestamp(time.toEpochMilli()));
	}

	private Map<SourcePartition, Long> offsets(Collection<SourcePartition> partitions, OffsetSpec which) {
		Map<TopicPartition, OffsetSpec> asked = partitions.stream()
			.collect(Collectors.toMap((partition) -> new TopicPartition(partition.topic(), partition.partition()),
					(partition) -> which));
		Map<SourcePartition, Long> found = new HashMap<>();
		Answers.await(this.admin.listOffsets(asked, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED)).all())
			.forEach((partition, offset) -> {
				if (offset.offset() >= 0) {
					found.put(named(partition), offset.offset());
				}
			});
		return found;
	}

	/**
	 * What a group has committed.
	 */
	Map<SourcePartition, Commit> committed(String group) {
		Map<SourcePartition, Commit> commits = new HashMap<>();
		Map<TopicPartition, @Nullable OffsetAndMetadata> offsets = Answers
			.await(this.admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
		offsets.forEach((partition, offset) -> {
			if (offset != null) {
				commits.put(named(partition), Commit.read(offset.offset(), offset.metadata()));
			}
		});
		return commits;
	}

	/**
	 * The ids of topics that exist, which tell a topic from one that was deleted.
	 */
	Map<String, String> topicIds(Collection<String> topics) {
		return TopicIds.of(this.admin, topics);
	}

	/**
	 * Whether a topic loses records between others.
	 */
	boolean compacts(String topic) {
		ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
		Config config = Answers.await(this.admin.describeConfigs(List.of(resource)).values().get(resource));
		ConfigEntry policy = (config != null) ? config.get(TopicConfig.CLEANUP_POLICY_CONFIG) : null;
		return policy != null && policy.value() != null && policy.value().contains(TopicConfig.CLEANUP_POLICY_COMPACT);
	}

	private static SourcePartition named(TopicPartition partition) {
		return new SourcePartition(partition.topic(), partition.partition());
	}

	@Override
	public void close() {
		this.consumer.close();
		this.admin.close();
	}

}
