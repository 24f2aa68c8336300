package dev.sluice.administration;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import dev.sluice.record.SourcePartition;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What Kafka says of topics: where their partitions end, and how long it keeps their
 * records. Thread-safe.
 */
final class TopicFacts {

	private static final Logger logger = LoggerFactory.getLogger(TopicFacts.class);

	private final AtomicBoolean answering = new AtomicBoolean(true);

	private final Admin admin;

	private final Map<String, Duration> known = new ConcurrentHashMap<>();

	TopicFacts(Admin admin) {
		this.admin = admin;
	}

	/**
	 * Asks Kafka for topics; answers come in later. A topic that Kafka says nothing of
	 * keeps what was known of it.
	 */
	void askForRetention(Set<String> topics) {
		List<ConfigResource> resources = topics.stream()
			.map((topic) -> new ConfigResource(ConfigResource.Type.TOPIC, topic))
			.toList();
		for (Map.Entry<ConfigResource, KafkaFuture<Config>> asked : this.admin.describeConfigs(resources)
			.values()
			.entrySet()) {
			KafkaFuture<Config> unused = asked.getValue()
				.whenComplete((config, failure) -> note(asked.getKey().name(), config));
		}
	}

	/**
	 * Asks Kafka where partitions end.
	 * @param partitions the partitions
	 * @param answer takes the answer, on a thread of Kafka's client; never called without
	 * one
	 */
	void askForEnds(Collection<SourcePartition> partitions, Consumer<Map<SourcePartition, Long>> answer) {
		Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
		partitions.forEach((partition) -> asked.put(new TopicPartition(partition.topic(), partition.partition()),
				OffsetSpec.latest()));
		KafkaFuture<Map<TopicPartition, ListOffsetsResultInfo>> unused = this.admin.listOffsets(asked)
			.all()
			.whenComplete((ends, failure) -> {
				if (ends != null) {
					Map<SourcePartition, Long> found = new HashMap<>();
					ends.forEach((partition, end) -> found
						.put(new SourcePartition(partition.topic(), partition.partition()), end.offset()));
					answer.accept(found);
				}
			});
	}

	/**
	 * Asks Kafka for anything, and logs once if it is away and once when it is back.
	 */
	void askForAnswer() {
		KafkaFuture<String> unused = this.admin.describeCluster()
			.clusterId()
			.whenComplete((cluster, failure) -> noteAnswer(failure));
	}

	private void noteAnswer(@Nullable Throwable failure) {
		boolean answers = failure == null;
		if (this.answering.getAndSet(answers) == answers) {
			return;
		}
		if (failure != null) {
			logger.atWarn()
				.addKeyValue("cause", failure.toString())
				.log("kafka does not answer, consumers wait until it does");
		}
		else {
			logger.info("kafka answers again");
		}
	}

	private void note(String topic, @Nullable Config config) {
		if (config == null) {
			return;
		}
		ConfigEntry retention = config.get(TopicConfig.RETENTION_MS_CONFIG);
		ConfigEntry cleanup = config.get(TopicConfig.CLEANUP_POLICY_CONFIG);
		boolean deletes = cleanup != null && cleanup.value().contains(TopicConfig.CLEANUP_POLICY_DELETE);
		long millis = (deletes && retention != null) ? Long.parseLong(retention.value()) : -1;
		if (millis >= 0) {
			this.known.put(topic, Duration.ofMillis(millis));
		}
		else {
			this.known.remove(topic);
		}
	}

	/**
	 * How long records of a topic are kept, or {@code null} if that is unknown or has no
	 * end by time.
	 */
	@Nullable Duration retention(String topic) {
		return this.known.get(topic);
	}

}
