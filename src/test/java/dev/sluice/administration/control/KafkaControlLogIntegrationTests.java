package dev.sluice.administration.control;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import dev.sluice.administration.control.ControlKey.Kind;
import dev.sluice.administration.control.ControlValue.Question;
import dev.sluice.fixtures.KafkaBroker;
import dev.sluice.topic.OwnTopic;
import dev.sluice.topic.UngroupedConsumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link KafkaControlLog}.
 */
class KafkaControlLogIntegrationTests {

	@Test
	void consumerThatIsRefusedDoesNotKeepPipelinesFromLoading() throws Exception {
		OwnReader reader = new OwnReader();
		try (Admin admin = Admin.create(Map.of("bootstrap.servers", KafkaBroker.bootstrapServers()))) {
			KafkaControlLog log = new KafkaControlLog(
					new OwnTopic(admin, KafkaBroker.newName("control"), Map.of("cleanup.policy", "compact")), () -> {
						throw new ConfigException("group.remote.assignor cannot be set");
					}, new MockProducer<>());

			log.open(reader);

			assertThat(reader.denied.await(30, TimeUnit.SECONDS)).isTrue();
			assertThat(log.problem().reason()).contains("its consumer is refused: group.remote.assignor cannot be set");
			assertThat(log.problem().action()).startsWith("mend spring.kafka.consumer");
			log.close();
		}
	}

	@Test
	void topicThatIsMadeAnewIsReadFromItsBeginning() throws Exception {
		OwnReader reader = new OwnReader();
		String topic = KafkaBroker.newName("control");
		ControlKey key = ControlKey.of(Kind.QUESTION, new PipelineKey("orders", "sluice-orders"));
		try (Admin admin = KafkaBroker.admin()) {
			KafkaControlLog log = new KafkaControlLog(new OwnTopic(admin, topic, Map.of("cleanup.policy", "compact")),
					() -> UngroupedConsumer.of(Map.of("bootstrap.servers", KafkaBroker.bootstrapServers()), topic,
							Map.of("auto.offset.reset", "none")),
					KafkaBroker.producer());
			log.open(reader);
			Awaitility.await().until(() -> reader.told.contains("caught up"));
			assertThat(log.append(key, new Question(1, "a")).get()).isZero();
			assertThat(log.append(key, new Question(1, "b")).get()).isEqualTo(1);
			Awaitility.await().until(() -> reader.told.contains("b at 1"));

			admin.deleteTopics(List.of(topic)).all().get(10, TimeUnit.SECONDS);

			Awaitility.await().until(() -> Collections.frequency(reader.told, "caught up") == 2);
			assertThat(log.append(key, new Question(1, "c")).get()).isZero();
			Awaitility.await().until(() -> reader.told.contains("c at 0"));
			assertThat(reader.told).containsExactly("begins", "caught up", "a at 0", "b at 1", "cut from 0", "begins",
					"caught up", "c at 0");
			assertThat(log.problem()).isNull();
			log.close();
		}
	}

	@Test
	void recordsThatABrokerHasLostAreNoticedByWhatIsWrittenNext() {
		OwnReader reader = new OwnReader();
		String topic = KafkaBroker.newName("control");
		ControlKey key = ControlKey.of(Kind.QUESTION, new PipelineKey("orders", "sluice-orders"));
		Deque<Consumer<byte[], byte[]>> consumers = new ArrayDeque<>(
				List.of(consumer(topic, "a", "b"), consumer(topic, "a")));
		try (Admin admin = KafkaBroker.admin()) {
			KafkaControlLog log = new KafkaControlLog(new OwnTopic(admin, topic, Map.of("cleanup.policy", "compact")),
					consumers::pop,
					new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer()));
			log.open(reader);
			Awaitility.await().until(() -> reader.told.contains("caught up"));

			assertThat(log.append(key, new Question(1, "c"))).failsWithin(Duration.ofSeconds(5))
				.withThrowableThat()
				.withMessageContaining("the control topic has just begun anew; it may be done nevertheless");

			Awaitility.await().until(() -> Collections.frequency(reader.told, "caught up") == 2);
			assertThat(reader.told).containsExactly("begins", "a at 0", "b at 1", "caught up", "cut from 1", "begins",
					"a at 0", "caught up");
			log.close();
		}
	}

	private static Consumer<byte[], byte[]> consumer(String topic, String... questions) {
		TopicPartition partition = new TopicPartition(topic, 0);
		byte[] key = ControlJson.write(ControlKey.of(Kind.QUESTION, new PipelineKey("orders", "sluice-orders")));
		MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none");
		consumer.updateBeginningOffsets(Map.of(partition, 0L));
		consumer.updateEndOffsets(Map.of(partition, (long) questions.length));
		consumer.schedulePollTask(() -> {
			for (int offset = 0; offset < questions.length; offset++) {
				consumer.addRecord(new ConsumerRecord<>(topic, 0, offset, key,
						ControlJson.write(new Question(1, questions[offset]))));
			}
		});
		return consumer;
	}

	private static final class OwnReader implements ControlLog.Reader {

		private final CountDownLatch denied = new CountDownLatch(1);

		private final List<String> told = new CopyOnWriteArrayList<>();

		@Override
		public void begins() {
			this.told.add("begins");
		}

		@Override
		public void read(ControlKey key, @Nullable ControlValue value, long offset, long timestamp) {
			this.told.add(((Question) value).id() + " at " + offset);
		}

		@Override
		public void cut(long from) {
			this.told.add("cut from " + from);
		}

		@Override
		public void expired(long before) {
		}

		@Override
		public void caughtUp() {
			this.told.add("caught up");
		}

		@Override
		public void denied() {
			this.denied.countDown();
		}

		@Override
		public void tick() {
		}

	}

}
