package dev.sluice.deadletter;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import dev.sluice.topic.Answers;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One look at letter topics and their sources: creates what is missing, adds partitions,
 * and tells each topic what was found. Blocks.
 */
final class TopicSurvey {

	/** What Sluice's headers may add to a record that is as large as its topic allows. */
	private static final int HEADROOM = 64 * 1024;

	private static final Logger logger = LoggerFactory.getLogger(TopicSurvey.class);

	private final Admin admin;

	private final Map<String, Integer> partitions = new HashMap<>();

	private final Map<String, Config> configs = new HashMap<>();

	/** Topics that Sluice's user may not describe. */
	private final Set<String> hidden = new HashSet<>();

	TopicSurvey(Admin admin) {
		this.admin = admin;
	}

	/**
	 * Looks at all topics.
	 * @throws KafkaException if Kafka does not answer
	 */
	void inspect(Collection<LetterTopic> topics) {
		List<String> names = topics.stream()
			.flatMap((topic) -> Stream.concat(topic.sources().stream(), Stream.of(topic.name())))
			.distinct()
			.toList();
		describe(names);
		topics.forEach(this::inspect);
	}

	private void describe(List<String> names) {
		this.admin.describeTopics(names).topicNameValues().forEach(this::describe);
		List<ConfigResource> existing = this.partitions.keySet()
			.stream()
			.map((name) -> new ConfigResource(ConfigResource.Type.TOPIC, name))
			.toList();
		this.admin.describeConfigs(existing)
			.values()
			.forEach((topic, answer) -> found(answer).ifPresent((config) -> this.configs.put(topic.name(), config)));
	}

	private void describe(String name, KafkaFuture<TopicDescription> answer) {
		try {
			TopicDescription topic = Answers.await(answer);
			if (topic != null) {
				this.partitions.put(name, topic.partitions().size());
			}
		}
		catch (UnknownTopicOrPartitionException ex) {
			this.partitions.remove(name);
		}
		catch (TopicAuthorizationException ex) {
			this.hidden.add(name);
		}
	}

	private void inspect(LetterTopic topic) {
		String hiddenTopic = Stream.concat(Stream.of(topic.name()), topic.sources().stream())
			.filter(this.hidden::contains)
			.findFirst()
			.orElse(null);
		if (hiddenTopic != null) {
			refuse(topic, "cannot be checked: Sluice's user needs the permission to describe topic " + hiddenTopic);
			return;
		}
		prepare(topic);
	}

	private void prepare(LetterTopic topic) {
		int needed = topic.sources()
			.stream()
			.mapToInt((source) -> this.partitions.getOrDefault(source, 0))
			.max()
			.orElse(0);
		int present = this.partitions.getOrDefault(topic.name(), 0);
		try {
			if (present == 0 && needed == 0) {
				topic.unusable("is created as soon as its source topic exists");
			}
			else if (present == 0) {
				create(topic, needed);
			}
			else if (setting(topic.name(), TopicConfig.CLEANUP_POLICY_CONFIG, "").contains("compact")) {
				refuse(topic, "is compacted, which would lose records: set its cleanup.policy to delete");
			}
			else {
				grow(topic, present, needed);
			}
		}
		catch (RetriableException ex) {
			throw ex;
		}
		catch (TopicExistsException ex) {
			topic.unusable("is being created by another instance");
		}
		catch (ApiException ex) {
			report(topic, present, needed, ex);
		}
	}

	private void create(LetterTopic topic, int needed) {
		NewTopic created = new NewTopic(topic.name(), Optional.of(needed), Optional.empty());
		created.configs(settings(topic));
		Answers.await(this.admin.createTopics(List.of(created)).all());
		topic.usable(needed, null);
		logger.atInfo().addKeyValue("topic", topic.name()).addKeyValue("partitions", needed).log("created topic");
	}

	private void grow(LetterTopic topic, int present, int needed) {
		if (present < needed) {
			Answers.await(this.admin.createPartitions(Map.of(topic.name(), NewPartitions.increaseTo(needed))).all());
			logger.atInfo()
				.addKeyValue("topic", topic.name())
				.addKeyValue("partitions", needed)
				.log("added partitions");
		}
		topic.usable(Math.max(present, needed), null);
	}

	private static void report(LetterTopic topic, int present, int needed, ApiException cause) {
		String permission = (present == 0) ? "create" : "alter";
		String why = (cause instanceof AuthorizationException)
				? "Sluice's user needs the permission to %s it".formatted(permission) : cause.getMessage();
		if (present == 0) {
			refuse(topic, "could not be created with %d partitions: %s".formatted(needed, why));
		}
		else {
			String problem = "has %d partitions and could not be given %d: %s".formatted(present, needed, why);
			warn(topic, problem);
			topic.usable(present, problem);
		}
	}

	private static void refuse(LetterTopic topic, String problem) {
		warn(topic, problem);
		topic.unusable(problem);
	}

	/** Once, though it is looked at again and again. */
	private static void warn(LetterTopic topic, String problem) {
		if (!problem.equals(topic.problem())) {
			logger.atWarn()
				.addKeyValue("topic", topic.name())
				.addKeyValue("problem", problem)
				.log("topic not in order");
		}
	}

	/**
	 * Letters stay until somebody deletes them, whatever the cluster's default, and may
	 * be as large as their originals.
	 */
	private Map<String, String> settings(LetterTopic topic) {
		Map<String, String> settings = new HashMap<>();
		settings.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE);
		settings.put(TopicConfig.RETENTION_MS_CONFIG, "-1");
		settings.put(TopicConfig.RETENTION_BYTES_CONFIG, "-1");
		topic.sources()
			.stream()
			.map((source) -> setting(source, TopicConfig.MAX_MESSAGE_BYTES_CONFIG, "0"))
			.mapToInt(Integer::parseInt)
			.filter((bytes) -> bytes > 0)
			.max()
			.ifPresent((bytes) -> settings.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
					Integer.toString(Math.max(bytes, bytes + HEADROOM))));
		return settings;
	}

	private String setting(String topic, String name, String otherwise) {
		Config config = this.configs.get(topic);
		String value = (config != null && config.get(name) != null) ? config.get(name).value() : null;
		return (value != null) ? value : otherwise;
	}

	/** What is missing or may not be seen is empty. */
	private static <T> Optional<T> found(KafkaFuture<T> answer) {
		try {
			return Optional.ofNullable(Answers.await(answer));
		}
		catch (UnknownTopicOrPartitionException ex) {
			return Optional.empty();
		}
		catch (RetriableException ex) {
			throw ex;
		}
		catch (ApiException ex) {
			return Optional.empty();
		}
	}

}
