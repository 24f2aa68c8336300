package dev.sluice.administration.doctor;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Kafka clients of the doctor's own, with the settings of the application's and little
 * patience.
 *
 * @param administration the settings of administrative clients
 * @param consumers the settings of consumers
 */
record KafkaConnection(Supplier<Map<String, Object>> administration, Supplier<Map<String, Object>> consumers) {

	private static final String NAME = "sluice-doctor";

	private static final int API_MILLIS = 5_000;

	private static final int REQUEST_MILLIS = 4_000;

	Admin admin() {
		Map<String, Object> settings = new HashMap<>(this.administration.get());
		settings.put(AdminClientConfig.CLIENT_ID_CONFIG, NAME);
		settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, API_MILLIS);
		settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MILLIS);
		return Admin.create(settings);
	}

	/**
	 * A consumer without a group, which commits nothing and creates no topic.
	 * @param records how many records a poll gives at most
	 */
	Consumer<byte[], byte[]> consumer(int records) {
		Map<String, Object> settings = new HashMap<>(this.consumers.get());
		List.of(ConsumerConfig.GROUP_ID_CONFIG, ConsumerConfig.GROUP_INSTANCE_ID_CONFIG,
				ConsumerConfig.GROUP_PROTOCOL_CONFIG, ConsumerConfig.GROUP_REMOTE_ASSIGNOR_CONFIG)
			.forEach(settings::remove);
		settings.put(ConsumerConfig.CLIENT_ID_CONFIG, NAME);
		settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
		settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
		settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, records);
		settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, API_MILLIS);
		settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MILLIS);
		return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
	}

}
