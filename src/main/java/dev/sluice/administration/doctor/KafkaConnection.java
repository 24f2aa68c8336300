package dev.sluice.administration.doctor;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

import dev.sluice.topic.UngroupedConsumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;

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
		return UngroupedConsumer.of(this.consumers.get(), NAME,
				Map.of(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, records));
	}

}
