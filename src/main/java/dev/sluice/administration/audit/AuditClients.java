package dev.sluice.administration.audit;

import java.util.HashMap;
import java.util.Map;

import dev.sluice.topic.UngroupedConsumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;

import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaAdmin;

/**
 * Clients of the Kafka that {@code spring.kafka} describes: one that looks, and one that
 * reads without being in any group and without committing anything.
 *
 * @param kafka knows Kafka
 * @param consumers makes consumers
 * @param replays the topic that tells which dead letters have been replayed
 */
public record AuditClients(KafkaAdmin kafka, ConsumerFactory<?, ?> consumers, String replays) {

	private static final String NAME = "sluice-audit";

	private static final int LONGEST_WAIT = 30_000;

	private static final int MEGABYTE = 1024 * 1024;

	Admin admin() {
		Map<String, Object> properties = new HashMap<>(this.kafka.getConfigurationProperties());
		properties.put(AdminClientConfig.CLIENT_ID_CONFIG, NAME);
		properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, LONGEST_WAIT);
		properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, LONGEST_WAIT / 2);
		return Admin.create(properties);
	}

	Consumer<byte[], byte[]> consumer() {
		Map<String, Object> own = Map.of(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none",
				ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, LONGEST_WAIT, ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG,
				LONGEST_WAIT / 2, ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 4 * MEGABYTE,
				ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 8 * MEGABYTE, ConsumerConfig.RECEIVE_BUFFER_CONFIG, MEGABYTE,
				ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 10_000);
		return UngroupedConsumer.of(this.consumers.getConfigurationProperties(), NAME, own);
	}

}
