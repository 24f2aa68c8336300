package dev.sluice.administration.control;

import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import dev.sluice.fixtures.KafkaBroker;
import dev.sluice.topic.OwnTopic;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.config.ConfigException;
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

	private static final class OwnReader implements ControlLog.Reader {

		private final CountDownLatch denied = new CountDownLatch(1);

		@Override
		public void begins() {
		}

		@Override
		public void read(ControlKey key, @Nullable ControlValue value, long offset, long timestamp) {
		}

		@Override
		public void caughtUp() {
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
