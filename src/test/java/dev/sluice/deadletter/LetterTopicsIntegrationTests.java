package dev.sluice.deadletter;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import dev.sluice.fixtures.KafkaBroker;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

class LetterTopicsIntegrationTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private static LetterWorld world;

	@BeforeAll
	static void start() {
		world = LetterWorld.start();
	}

	@AfterAll
	static void stop() {
		world.close();
	}

	@Test
	void topicsAreCreatedWithTheSourcesPartitions() {
		String source = KafkaBroker.newTopic("orders", 5, Map.of());

		world.boxFor(source);

		assertThat(partitions(source + "-dlt")).isEqualTo(5);
		assertThat(partitions(source + "-failed-inserts")).isEqualTo(5);
	}

	@Test
	void topicsAreCreatedToKeepLettersForEver() {
		String source = KafkaBroker.newTopic("orders", 1,
				Map.of("max.message.bytes", "2000000", "retention.ms", "5000"));

		world.boxFor(source);

		Config config = config(source + "-dlt");
		assertThat(config.get("retention.ms").value()).isEqualTo("-1");
		assertThat(config.get("cleanup.policy").value()).isEqualTo("delete");
		assertThat(config.get("max.message.bytes").value()).isEqualTo("2065536");
	}

	@Test
	void topicsWithFewerPartitionsThanTheSourceGetMore() {
		String source = KafkaBroker.newTopic("orders", 4, Map.of());
		KafkaBroker.createTopic(source + "-dlt", 1, Map.of());

		world.boxFor(source);

		assertThat(partitions(source + "-dlt")).isEqualTo(4);
	}

	@Test
	void aCompactedTopicIsNotUsed() {
		String source = KafkaBroker.newTopic("orders", 1, Map.of());
		KafkaBroker.createTopic(source + "-dlt", 1, Map.of("cleanup.policy", "compact"));
		LetterBox box = world.box();

		box.prepare(source);

		await().atMost(PATIENCE)
			.untilAsserted(() -> assertThat(box.problems()).containsExactly("topic " + source
					+ "-dlt is compacted, which would lose records: set its cleanup.policy to delete"));
	}

	@Test
	void aSourceThatAppearsLaterGetsItsTopics() {
		String source = KafkaBroker.newName("later");
		LetterBox box = world.box();
		box.prepare(source);
		await().atMost(PATIENCE).until(() -> box.problems().toString().contains("as soon as its source topic exists"));

		KafkaBroker.createTopic(source, 2, Map.of());
		world.pass(Duration.ofSeconds(2));

		await().atMost(PATIENCE).until(() -> box.problems().isEmpty());
		assertThat(partitions(source + "-dlt")).isEqualTo(2);
	}

	@Test
	void topicsGrowWithTheirSource() throws Exception {
		String source = KafkaBroker.newTopic("orders", 1, Map.of());
		TopicsBySource topics = new TopicsBySource(world.topics(), (name) -> name + "-dlt");
		LetterTopic letters = topics.of(source);
		await().atMost(PATIENCE).until(() -> letters.partitions() == 1);

		try (Admin admin = KafkaBroker.admin()) {
			admin.createPartitions(Map.of(source, NewPartitions.increaseTo(3))).all().get(10, TimeUnit.SECONDS);
		}
		assertThat(letters.partition(2)).isEqualTo(-1);

		world.pass(Duration.ofSeconds(2));

		await().atMost(PATIENCE).until(() -> letters.partition(2) == 2);
	}

	@Test
	void withoutKafkaTopicsAreNotUsedAndSaySo() {
		try (LetterWorld lost = LetterWorld.startWithoutKafka()) {
			LetterTopic letters = new TopicsBySource(lost.topics(), (name) -> name + "-dlt").of("orders");

			await().atMost(PATIENCE).until(() -> String.valueOf(letters.complaint()).contains("could not be checked"));
			assertThatExceptionOfType(DeadLettersUnavailableException.class).isThrownBy(() -> letters.partition(0));
		}
	}

	private static int partitions(String topic) {
		return asked((admin) -> admin.describeTopics(List.of(topic)).allTopicNames()).get(topic).partitions().size();
	}

	private static Config config(String topic) {
		ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
		return asked((admin) -> admin.describeConfigs(List.of(resource)).all()).get(resource);
	}

	/** A topic that was created is not known to the broker at once. */
	private static <T> T asked(Function<Admin, KafkaFuture<T>> question) {
		try (Admin admin = KafkaBroker.admin()) {
			return await().atMost(PATIENCE)
				.ignoreExceptionsMatching((ex) -> ex.getCause() instanceof UnknownTopicOrPartitionException)
				.until(() -> question.apply(admin).get(10, TimeUnit.SECONDS), (answer) -> true);
		}
	}

}
