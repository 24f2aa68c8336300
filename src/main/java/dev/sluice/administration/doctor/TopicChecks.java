package dev.sluice.administration.doctor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import dev.sluice.intake.IntakeSource;
import dev.sluice.pipeline.PipelineProperties;
import dev.sluice.topic.Answers;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/**
 * The checks of topics: whether they are there or may be created, how long they keep what
 * they hold, and what may be done with them. For one thread.
 */
final class TopicChecks {

	private static final String GRANT = "grant it to Sluice's user, such as: kafka-acls --add --allow-principal User:...";

	private final Map<String, String> sizes = new HashMap<>();

	private final Admin admin;

	private final Checks checks;

	TopicChecks(Admin admin, Checks checks) {
		this.admin = admin;
		this.checks = checks;
	}

	/**
	 * The topics that match a pipeline's pattern, Sluice's own aside.
	 */
	Collection<String> matching(String name, PipelineProperties pipeline) {
		Set<String> matching = new TreeSet<>(Answers.await(this.admin.listTopics().names()));
		IntakeSource source = IntakeSource.of(name, pipeline);
		matching.removeIf((topic) -> !source.reads(topic));
		if (matching.isEmpty()) {
			this.checks.warning("topics of " + name,
					"no topic that Sluice's user may describe matches " + pipeline.topicPattern(),
					"look at sluice.pipelines.%s.topic-pattern and the permission Describe of topics".formatted(name));
		}
		return matching;
	}

	/**
	 * Checks topics that are read.
	 * @return those that are there, with their partition counts
	 */
	Map<String, Integer> sources(Set<String> topics) {
		Map<String, Integer> found = new TreeMap<>();
		topics.forEach((topic) -> {
			try {
				TopicDescription present = describe(topic);
				if (present == null) {
					this.checks.failed("topic " + topic, "does not exist", "create it, or mend its name");
				}
				else {
					found.put(topic, present.partitions().size());
					source(topic, present);
				}
			}
			catch (AuthorizationException ex) {
				this.checks.failed("topic " + topic, "lacks the permission Describe", grant("Describe,Read", topic));
			}
		});
		return found;
	}

	private void source(String topic, TopicDescription present) {
		Map<String, String> settings = settings(topic);
		this.sizes.put(topic, settings.getOrDefault(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, ""));
		permissions("topic " + topic, topic, present, Set.of(AclOperation.READ),
				partitions(present.partitions().size()) + retention(settings));
	}

	private void permissions(String name, String topic, TopicDescription present, Set<AclOperation> needed,
			String found) {
		List<String> missing = new ArrayList<>();
		Set<AclOperation> allowed = present.authorizedOperations();
		needed.stream()
			.filter((operation) -> allowed != null && !allowed.contains(operation))
			.forEach((operation) -> missing.add("the permission " + word(operation)));
		this.checks.permissions(name, missing, found + ((allowed != null) ? ", " + words(needed) : ""),
				grant(words(needed).replace(" and ", ","), topic));
	}

	/**
	 * Checks a topic that is written, and created like its sources if it is missing.
	 * @param counts the partition counts of the sources that are there
	 */
	void letters(LetterUse use, Map<String, Integer> counts) {
		int needed = use.sources().stream().mapToInt((source) -> counts.getOrDefault(source, 0)).max().orElse(0);
		String name = "topic " + use.topic();
		try {
			TopicDescription present = describe(use.topic());
			if (present != null) {
				letters(use, present, needed);
			}
			else if (needed == 0) {
				this.checks.skipped(name, "its source topic is not there");
			}
			else {
				creation(name, use.topic(), needed);
			}
		}
		catch (AuthorizationException ex) {
			this.checks.failed(name, "lacks the permission Describe", grant("Describe,Read,Write", use.topic()));
		}
	}

	private void letters(LetterUse use, TopicDescription present, int needed) {
		String name = "topic " + use.topic();
		Map<String, String> settings = settings(use.topic());
		int partitions = present.partitions().size();
		if (settings.getOrDefault(TopicConfig.CLEANUP_POLICY_CONFIG, "").contains("compact")) {
			this.checks.failed(name, "is compacted, which would lose records", "set its cleanup.policy to delete");
		}
		else if (partitions < needed && lacks(present, AclOperation.ALTER)) {
			this.checks.failed(name, "has %d partitions, its source %d, and lacks the permission Alter to add them"
				.formatted(partitions, needed), grant("Alter", use.topic()));
		}
		else {
			permissions(name, use.topic(), present, use.operations(), partitions(partitions) + retention(settings));
		}
		sizes(use, settings.getOrDefault(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, ""));
	}

	private void sizes(LetterUse use, String size) {
		for (String source : use.sources()) {
			String largest = this.sizes.getOrDefault(source, "");
			if (!size.isEmpty() && !largest.isEmpty() && Long.parseLong(size) < Long.parseLong(largest)) {
				this.checks.warning("size of " + use.topic(),
						"takes records of %s bytes, and %s has some of up to %s".formatted(size, source, largest),
						"set max.message.bytes of %s above %s; until then larger letters are kept without their value"
							.formatted(use.topic(), largest));
			}
		}
	}

	/**
	 * Checks a topic by which instances speak to each other.
	 * @param property the property that names it
	 */
	void own(String topic, String property) {
		String name = "topic " + topic;
		try {
			TopicDescription present = describe(topic);
			if (present != null) {
				permissions(name, topic, present, LetterUse.BOTH,
						partitions(present.partitions().size()) + " (" + property + ")");
			}
			else {
				creation(name, topic, 1);
			}
		}
		catch (AuthorizationException ex) {
			this.checks.failed(name, "lacks the permission Describe (" + property + ")",
					grant("Describe,Read,Write", topic));
		}
	}

	/** Asks Kafka whether it would create a topic, which it does not do. */
	private void creation(String name, String topic, int partitions) {
		NewTopic wanted = new NewTopic(topic, Optional.of(partitions), Optional.empty());
		try {
			Answers.await(this.admin.createTopics(List.of(wanted), new CreateTopicsOptions().validateOnly(true)).all());
			this.checks.ok(name, "is not there, may be created with " + partitions(partitions));
		}
		catch (AuthorizationException ex) {
			this.checks.failed(name, "is not there, and lacks the permission Create",
					grant("Create,Describe,Read,Write", topic) + ", or create it with " + partitions(partitions));
		}
		catch (KafkaException ex) {
			this.checks.failed(name, "is not there and cannot be created: " + Causes.of(ex),
					"create it with " + partitions(partitions));
		}
	}

	private @Nullable TopicDescription describe(String topic) {
		try {
			return Answers.await(this.admin
				.describeTopics(List.of(topic), new DescribeTopicsOptions().includeAuthorizedOperations(true))
				.topicNameValues()
				.get(topic));
		}
		catch (UnknownTopicOrPartitionException ex) {
			return null;
		}
	}

	/** Its settings; nothing if they may not be read. */
	private Map<String, String> settings(String topic) {
		ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
		Map<String, String> settings = new HashMap<>();
		try {
			Config config = Answers.await(this.admin.describeConfigs(List.of(resource)).values().get(resource));
			config.entries().forEach((entry) -> settings.put(entry.name(), entry.value()));
		}
		catch (AuthorizationException ex) {
			settings.clear();
		}
		return settings;
	}

	private static String retention(Map<String, String> settings) {
		String millis = settings.get(TopicConfig.RETENTION_MS_CONFIG);
		if (millis == null) {
			return ", retention not readable";
		}
		Duration kept = Duration.ofMillis(Long.parseLong(millis));
		if (kept.isNegative()) {
			return ", kept for ever";
		}
		return (kept.toDays() > 1) ? ", kept " + kept.toDays() + " days" : ", kept " + kept.toHours() + " hours";
	}

	private static boolean lacks(TopicDescription topic, AclOperation operation) {
		Set<AclOperation> allowed = topic.authorizedOperations();
		return allowed != null && !allowed.contains(operation);
	}

	private static String partitions(int count) {
		return count + ((count == 1) ? " partition" : " partitions");
	}

	/** As Kafka's tools write it. */
	static String word(AclOperation operation) {
		String name = operation.name();
		return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
	}

	private static String words(Collection<AclOperation> operations) {
		return String.join(" and ", operations.stream().map(TopicChecks::word).toList());
	}

	private static String grant(String operations, String topic) {
		StringBuilder line = new StringBuilder(GRANT);
		for (String operation : operations.split(",", -1)) {
			line.append(" --operation ").append(operation);
		}
		return line.append(" --topic ").append(topic).toString();
	}

}
