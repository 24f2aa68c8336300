package dev.sluice.topic;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A topic of one partition that Sluice keeps for itself: created when it is missing, with
 * the broker's default replication, and checked when it is there. What a broker has
 * created by itself, so that nobody has chosen its {@code cleanup.policy}, is given the
 * settings that it would have been created with. Thread-safe.
 */
public final class OwnTopic {

	private static final Logger logger = LoggerFactory.getLogger(OwnTopic.class);

	private final Admin admin;

	private final String name;

	private final Map<String, String> settings;

	private volatile @Nullable Uuid id;

	/**
	 * A topic that may not be there yet.
	 * @param admin asks Kafka
	 * @param name its name
	 * @param settings what it is created with; its {@code cleanup.policy} is also what is
	 * checked
	 */
	public OwnTopic(Admin admin, String name, Map<String, String> settings) {
		this.admin = admin;
		this.name = name;
		this.settings = Map.copyOf(settings);
	}

	public String name() {
		return this.name;
	}

	/**
	 * What tells the topic from others that had or will have its name, as the last check
	 * has found it; {@code null} if it has not.
	 */
	public @Nullable Uuid id() {
		return this.id;
	}

	/**
	 * Makes sure that the topic is there. Blocks for as long as the client waits for
	 * Kafka.
	 * @return what is wrong with it, or {@code null}
	 * @throws KafkaException if Kafka does not answer
	 */
	public @Nullable Problem check() {
		this.id = null;
		try {
			this.id = presentId();
			return checkPolicy();
		}
		catch (UnknownTopicOrPartitionException ex) {
			return create();
		}
		catch (AuthorizationException ex) {
			return denied("describe");
		}
	}

	/**
	 * Whether the topic that the last check has found is gone, or another is in its place
	 * as far as can be told. Blocks for as long as the client waits for Kafka.
	 * @throws KafkaException if Kafka does not answer
	 */
	public boolean changed() {
		try {
			return !presentId().equals(this.id);
		}
		catch (UnknownTopicOrPartitionException ex) {
			return true;
		}
		catch (AuthorizationException ex) {
			return false;
		}
	}

	private Uuid presentId() {
		TopicDescription present = Answers.await(this.admin.describeTopics(List.of(this.name)).allTopicNames())
			.get(this.name);
		return (present != null) ? present.topicId() : Uuid.ZERO_UUID;
	}

	private @Nullable Problem create() {
		try {
			NewTopic topic = new NewTopic(this.name, Optional.of(1), Optional.empty()).configs(this.settings);
			CreateTopicsResult created = this.admin.createTopics(List.of(topic));
			Answers.await(created.all());
			// Kafka hides it from those who may not describe the topic
			this.id = created.topicId(this.name)
				.toCompletionStage()
				.exceptionally((ex) -> null)
				.toCompletableFuture()
				.join();
			logger.atInfo().addKeyValue("topic", this.name).log("created topic");
			return null;
		}
		catch (TopicExistsException ex) {
			this.id = presentId();
			return checkPolicy();
		}
		catch (AuthorizationException ex) {
			return denied("create");
		}
		catch (ApiException ex) {
			if (ex instanceof RetriableException) {
				throw ex;
			}
			return new Problem("topic " + this.name + " could not be created: " + ex.getMessage(),
					"create it with one partition and cleanup.policy=" + policy(), false);
		}
	}

	private @Nullable Problem checkPolicy() {
		ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, this.name);
		try {
			Config config = Answers.await(this.admin.describeConfigs(List.of(resource)).all()).get(resource);
			ConfigEntry present = (config != null) ? config.get(TopicConfig.CLEANUP_POLICY_CONFIG) : null;
			if (present == null || policy().equals(present.value())) {
				return null;
			}
			if (present.source() != ConfigEntry.ConfigSource.DYNAMIC_TOPIC_CONFIG && settle(resource)) {
				return null;
			}
			return new Problem("topic " + this.name + " has cleanup.policy=" + present.value(),
					"set its cleanup.policy to " + policy(), true);
		}
		catch (AuthorizationException ex) {
			// what cannot be checked may well be right
			return null;
		}
	}

	private boolean settle(ConfigResource resource) {
		List<AlterConfigOp> settled = this.settings.entrySet()
			.stream()
			.map((setting) -> new AlterConfigOp(new ConfigEntry(setting.getKey(), setting.getValue()),
					AlterConfigOp.OpType.SET))
			.toList();
		try {
			Answers.await(this.admin.incrementalAlterConfigs(Map.of(resource, settled)).all());
			logger.atInfo().addKeyValue("topic", this.name).log("settled topic that the broker has created");
			return true;
		}
		catch (ApiException ex) {
			return false;
		}
	}

	private String policy() {
		return this.settings.getOrDefault(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE);
	}

	/**
	 * The topic may not be used.
	 * @param operation what Kafka has refused, as its permissions call it
	 */
	public Problem denied(String operation) {
		return new Problem("Sluice's user may not " + operation + " topic " + this.name,
				"grant Sluice's user Create, Describe, DescribeConfigs, Read and Write on topic " + this.name, false);
	}

	/**
	 * What is wrong with the topic.
	 *
	 * @param reason what
	 * @param action what to do about it
	 * @param usable whether it can be used nevertheless
	 */
	public record Problem(String reason, String action, boolean usable) {

	}

}
