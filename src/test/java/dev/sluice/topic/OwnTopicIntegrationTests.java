package dev.sluice.topic;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import dev.sluice.fixtures.KafkaBroker;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link OwnTopic}.
 */
class OwnTopicIntegrationTests {

	private final Admin admin = KafkaBroker.admin();

	private final String name = KafkaBroker.newName("own");

	private final OwnTopic topic = new OwnTopic(this.admin, this.name,
			Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, "compact", TopicConfig.SEGMENT_BYTES_CONFIG, "1048577"));

	@AfterEach
	void close() {
		this.admin.close();
	}

	@Test
	void topicThatIsMissingIsCreatedWithItsSettings() throws Exception {
		assertThat(this.topic.check()).isNull();

		Awaitility.await().until(() -> !this.topic.changed());
		assertThat(setting(TopicConfig.CLEANUP_POLICY_CONFIG)).isEqualTo("compact");
		assertThat(setting(TopicConfig.SEGMENT_BYTES_CONFIG)).isEqualTo("1048577");
	}

	@Test
	void topicWhosePolicyNobodyHasChosenIsGivenItsSettings() throws Exception {
		KafkaBroker.createTopic(this.name, 1, Map.of());

		assertThat(this.topic.check()).isNull();

		assertThat(setting(TopicConfig.CLEANUP_POLICY_CONFIG)).isEqualTo("compact");
		assertThat(setting(TopicConfig.SEGMENT_BYTES_CONFIG)).isEqualTo("1048577");
	}

	@Test
	void policyThatSomebodyHasChosenIsToldAndLeft() throws Exception {
		KafkaBroker.createTopic(this.name, 1, Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, "delete"));

		OwnTopic.Problem problem = this.topic.check();

		assertThat(problem.usable()).isTrue();
		assertThat(problem.reason()).isEqualTo("topic " + this.name + " has cleanup.policy=delete");
		assertThat(setting(TopicConfig.CLEANUP_POLICY_CONFIG)).isEqualTo("delete");
	}

	@Test
	void topicThatIsDeletedAndMadeAnewIsAnother() throws Exception {
		this.topic.check();
		Uuid before = this.topic.id();
		Awaitility.await().until(() -> !this.topic.changed());

		this.admin.deleteTopics(List.of(this.name)).all().get(10, TimeUnit.SECONDS);
		Awaitility.await().until(this.topic::changed);
		KafkaBroker.createTopic(this.name, 1, Map.of());

		assertThat(this.topic.changed()).isTrue();
		assertThat(this.topic.check()).isNull();
		assertThat(this.topic.id()).isNotNull().isNotEqualTo(before);
		assertThat(this.topic.changed()).isFalse();
	}

	private String setting(String key) throws Exception {
		ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, this.name);
		return this.admin.describeConfigs(List.of(resource))
			.all()
			.get(10, TimeUnit.SECONDS)
			.get(resource)
			.get(key)
			.value();
	}

}
