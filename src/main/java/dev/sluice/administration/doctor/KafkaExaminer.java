package dev.sluice.administration.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import dev.sluice.pipeline.PipelineProperties;
import dev.sluice.topic.Answers;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterResult;
import org.apache.kafka.clients.admin.FeatureMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;

/**
 * Kafka: whether it answers, the topics and groups of pipelines, and what may be done
 * with them.
 *
 * @param kafka makes clients
 * @param ownTopics tells the topics by which instances speak to each other
 */
record KafkaExaminer(KafkaConnection kafka, OwnTopics ownTopics) implements Examiner {

	@Override
	public String group() {
		return "kafka";
	}

	@Override
	public void examine(Scope scope, Checks checks) {
		try (Admin admin = this.kafka.admin()) {
			if (answers(admin, scope, checks)) {
				TopicChecks topics = new TopicChecks(admin, checks);
				scope.pipelines().forEach((name, pipeline) -> examine(name, pipeline, topics, scope));
				this.ownTopics.of(scope.settings().environment()).forEach((topic, use) -> topics.own(topic, use));
				new GroupChecks(admin, checks).examine(scope);
				BrokerLimits.examine(admin, scope, checks);
			}
		}
	}

	private static boolean answers(Admin admin, Scope scope, Checks checks) {
		try {
			DescribeClusterResult cluster = admin.describeCluster();
			int brokers = Answers.await(cluster.nodes()).size();
			Node controller = Answers.await(cluster.controller());
			List<String> features = features(admin);
			checks.ok("cluster",
					"%s, %d broker%s, %s".formatted(Answers.await(cluster.clusterId()), brokers,
							(brokers == 1) ? "" : "s", version(features)),
					Stream.concat(Stream.of("controller: " + controller), features.stream()).toList());
			return true;
		}
		catch (KafkaException ex) {
			checks.failed("cluster", "Kafka does not answer: " + Causes.of(ex),
					"look at spring.kafka.bootstrap-servers, the brokers and the way to them");
			scope.pipelines().keySet().forEach((name) -> checks.skipped("topics of " + name, "Kafka does not answer"));
			return false;
		}
	}

	/** What its brokers have agreed on, which tells their version. */
	private static List<String> features(Admin admin) {
		try {
			FeatureMetadata features = Answers.await(admin.describeFeatures().featureMetadata());
			return features.finalizedFeatures()
				.entrySet()
				.stream()
				.map((feature) -> feature.getKey() + " " + feature.getValue().maxVersionLevel())
				.sorted()
				.toList();
		}
		catch (KafkaException ex) {
			return List.of();
		}
	}

	private static String version(List<String> features) {
		return features.stream()
			.filter((feature) -> feature.startsWith("metadata.version "))
			.findFirst()
			.orElse("metadata.version not readable");
	}

	private static void examine(String name, PipelineProperties pipeline, TopicChecks topics, Scope scope) {
		Set<String> sources = new TreeSet<>(pipeline.topics());
		if (pipeline.topicPattern() != null) {
			sources.addAll(topics.matching(name, pipeline));
		}
		Map<String, Integer> found = topics.sources(sources);
		scope.partitions().putAll(found);
		List<LetterUse> uses = new ArrayList<>(LetterUse.of(name, pipeline, sources));
		uses.forEach((use) -> topics.letters(use, found));
	}

}
