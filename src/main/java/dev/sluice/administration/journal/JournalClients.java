package dev.sluice.administration.journal;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.sluice.topic.OwnTopic;
import dev.sluice.topic.UngroupedConsumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.kafka.autoconfigure.KafkaProperties;

/**
 * Kafka's clients for the journal, each made with its first use. Thread-safe.
 * <p>
 * The lock guards that each is made once; making one does not wait for Kafka.
 */
final class JournalClients implements AutoCloseable {

	private static final String CLIENT_ID = "sluice-journal";

	private static final Duration CLOSE_LIMIT = Duration.ofSeconds(3);

	private final KafkaProperties kafka;

	private final JournalProperties properties;

	@GuardedBy("this")
	private @Nullable Admin admin;

	@GuardedBy("this")
	private @Nullable Producer<byte[], byte[]> producer;

	JournalClients(KafkaProperties kafka, JournalProperties properties) {
		this.kafka = kafka;
		this.properties = properties;
	}

	synchronized OwnTopic topic() {
		if (this.admin == null) {
			Map<String, Object> settings = new HashMap<>(this.kafka.buildAdminProperties());
			settings.put(AdminClientConfig.CLIENT_ID_CONFIG, CLIENT_ID);
			settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5_000);
			settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 4_000);
			this.admin = Admin.create(settings);
		}
		return new OwnTopic(this.admin, this.properties.topic(),
				Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE,
						TopicConfig.RETENTION_MS_CONFIG, Long.toString(this.properties.retention().toMillis())));
	}

	synchronized Producer<byte[], byte[]> producer() {
		Producer<byte[], byte[]> made = this.producer;
		if (made == null) {
			Map<String, Object> settings = new HashMap<>(this.kafka.buildProducerProperties());
			settings.remove(ProducerConfig.TRANSACTIONAL_ID_CONFIG);
			settings.put(ProducerConfig.CLIENT_ID_CONFIG, CLIENT_ID);
			settings.put(ProducerConfig.ACKS_CONFIG, "all");
			settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
			settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 2_000);
			settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 4_000);
			settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 10_000);
			made = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
			this.producer = made;
		}
		return made;
	}

	/**
	 * A new consumer in no group.
	 */
	Consumer<byte[], byte[]> consumer() {
		return UngroupedConsumer.of(this.kafka.buildConsumerProperties(), CLIENT_ID);
	}

	@Override
	public synchronized void close() {
		if (this.producer != null) {
			this.producer.close(CLOSE_LIMIT);
		}
		if (this.admin != null) {
			this.admin.close(CLOSE_LIMIT);
		}
	}

}
