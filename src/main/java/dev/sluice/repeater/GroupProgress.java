package dev.sluice.repeater;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import dev.sluice.pipeline.Commit;
import dev.sluice.record.SourcePartition;
import dev.sluice.topic.Answers;
import dev.sluice.topic.TopicIds;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far consumer groups have come, as Kafka knows it, over all instances. Blocks.
 * Connects with its first use. Thread-safe.
 * <p>
 * Every method throws {@link KafkaException} if Kafka does not answer.
 */
public final class GroupProgress implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(GroupProgress.class);

	private final Supplier<Admin> admins;

	private @Nullable Admin admin;

	GroupProgress(Supplier<Admin> admins) {
		this.admins = admins;
	}

	/**
	 * What groups have committed, with their books; nothing for groups that do not exist.
	 */
	Map<String, Map<SourcePartition, Commit>> committed(Collection<String> groups) {
		Map<String, ListConsumerGroupOffsetsSpec> asked = groups.stream()
			.collect(Collectors.toMap((group) -> group, (group) -> new ListConsumerGroupOffsetsSpec()));
		Map<String, Map<SourcePartition, Commit>> found = new HashMap<>();
		Answers.await(admin().listConsumerGroupOffsets(asked).all())
			.forEach((group, offsets) -> found.put(group, commits(offsets)));
		return found;
	}

	/**
	 * What a group has committed, with its books.
	 */
	public Map<SourcePartition, Commit> committed(String group) {
		return committed(Set.of(group)).getOrDefault(group, Map.of());
	}

	private static Map<SourcePartition, Commit> commits(Map<TopicPartition, @Nullable OffsetAndMetadata> offsets) {
		Map<SourcePartition, Commit> commits = new HashMap<>();
		offsets.forEach((partition, offset) -> {
			if (offset != null) {
				commits.put(new SourcePartition(partition.topic(), partition.partition()),
						Commit.read(offset.offset(), offset.metadata()));
			}
		});
		return commits;
	}

	/**
	 * The partitions of the topics of some names.
	 */
	public Collection<SourcePartition> partitions(Predicate<String> names) {
		Set<String> all = Answers.await(admin().listTopics().names());
		List<String> topics = all.stream().filter(names).toList();
		return Answers.await(admin().describeTopics(topics).allTopicNames())
			.values()
			.stream()
			.flatMap((topic) -> topic.partitions()
				.stream()
				.map((partition) -> new SourcePartition(topic.name(), partition.partition())))
			.toList();
	}

	/**
	 * The offsets of the first records that are still there.
	 */
	public Map<SourcePartition, Long> begins(Collection<SourcePartition> partitions) {
		return offsets(partitions, OffsetSpec.earliest());
	}

	/**
	 * The offsets of the records that are written next.
	 */
	public Map<SourcePartition, Long> ends(Collection<SourcePartition> partitions) {
		return offsets(partitions, OffsetSpec.latest());
	}

	private Map<SourcePartition, Long> offsets(Collection<SourcePartition> partitions, OffsetSpec which) {
		Map<TopicPartition, OffsetSpec> asked = partitions.stream()
			.collect(Collectors.toMap((partition) -> new TopicPartition(partition.topic(), partition.partition()),
					(partition) -> which));
		Map<TopicPartition, ListOffsetsResultInfo> offsets = Answers.await(admin().listOffsets(asked).all());
		Map<SourcePartition, Long> found = new HashMap<>();
		offsets.forEach((partition, offset) -> found.put(new SourcePartition(partition.topic(), partition.partition()),
				offset.offset()));
		return found;
	}

	/**
	 * The number of records that a group has not settled.
	 * @param commits what the group has committed
	 * @param ends where its partitions end for this count
	 */
	public long left(Map<SourcePartition, Commit> commits, Map<SourcePartition, Long> ends) {
		Map<SourcePartition, Long> begins = begins(ends.keySet());
		return ends.entrySet().stream().mapToLong((end) -> {
			Commit commit = commits.get(end.getKey());
			long next = Math.max((commit != null) ? commit.offset() : 0, begins.getOrDefault(end.getKey(), 0L));
			return Math.max(0, end.getValue() - next);
		}).sum();
	}

	/**
	 * Has a group that nobody is in begin at some offsets.
	 */
	void begin(String group, Map<SourcePartition, Long> offsets) {
		Map<TopicPartition, OffsetAndMetadata> begins = new HashMap<>();
		offsets.forEach((partition, offset) -> begins.put(new TopicPartition(partition.topic(), partition.partition()),
				new OffsetAndMetadata(offset)));
		Answers.await(admin().alterConsumerGroupOffsets(group, begins).all());
	}

	/**
	 * Has Kafka forget a group that nobody is in, if it will.
	 */
	void forget(String group) {
		try {
			Answers.await(admin().deleteConsumerGroups(List.of(group)).all());
		}
		catch (KafkaException ex) {
			logger.atDebug().addKeyValue("group", group).addKeyValue("cause", ex.toString()).log("group is left over");
		}
	}

	/**
	 * The ids of topics that exist.
	 */
	Map<String, String> topicIds(Collection<String> topics) {
		return TopicIds.of(admin(), topics);
	}

	/**
	 * Creates a topic of one partition, unless it is there, that keeps the last record of
	 * each key, and all records of the last day with the times when brokers took them.
	 * Who may not create topics can use one that is there.
	 */
	void createLog(String topic) {
		if (Answers.await(admin().listTopics().names()).contains(topic)) {
			return;
		}
		Map<String, String> settings = Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT,
				TopicConfig.MIN_COMPACTION_LAG_MS_CONFIG, Long.toString(Duration.ofDays(1).toMillis()),
				TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime");
		NewTopic wanted = new NewTopic(topic, Optional.of(1), Optional.empty()).configs(settings);
		try {
			Answers.await(admin().createTopics(List.of(wanted)).all());
		}
		catch (TopicExistsException ex) {
			logger.atDebug().addKeyValue("topic", topic).log("topic is there");
		}
	}

	private synchronized Admin admin() {
		Admin existing = this.admin;
		if (existing == null) {
			existing = this.admins.get();
			this.admin = existing;
		}
		return existing;
	}

	@Override
	public synchronized void close() {
		if (this.admin != null) {
			this.admin.close();
		}
	}

}
