package dev.sluice.administration.tables;

import java.util.HashMap;
import java.util.Map;

import dev.sluice.intake.InstanceName;
import dev.sluice.mutator.SchemaHistory;
import dev.sluice.topic.UngroupedConsumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.ProducerFactory;

/**
 * Wires the history of tables, for instances and for commands of the jar.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(HistoryProperties.class)
class HistoryConfiguration {

	private static final String CLIENT_ID = "sluice-schema-history";

	@Bean
	SchemaHistory schemaHistory(HistoryProperties properties, KafkaAdmin kafka, ProducerFactory<?, ?> producers,
			ObjectProvider<InstanceName> instances) {
		if (!properties.enabled()) {
			return SchemaHistory.NONE;
		}
		return new HistoryTopic(properties.topic(), () -> admin(kafka), () -> producer(producers),
				instances.getIfAvailable(InstanceName::create).value());
	}

	private static Admin admin(KafkaAdmin kafka) {
		Map<String, Object> settings = new HashMap<>(kafka.getConfigurationProperties());
		settings.put(AdminClientConfig.CLIENT_ID_CONFIG, CLIENT_ID);
		settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5_000);
		settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 4_000);
		return Admin.create(settings);
	}

	private static Producer<byte[], byte[]> producer(ProducerFactory<?, ?> producers) {
		Map<String, Object> settings = new HashMap<>(producers.getConfigurationProperties());
		settings.remove(ProducerConfig.TRANSACTIONAL_ID_CONFIG);
		settings.put(ProducerConfig.CLIENT_ID_CONFIG, CLIENT_ID);
		settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 8L * 1024 * 1024);
		return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
	}

	@Bean
	HistoryReader historyReader(HistoryProperties properties, ConsumerFactory<?, ?> consumers) {
		TopicPartition partition = (properties.enabled()) ? new TopicPartition(properties.topic(), 0) : null;
		return new HistoryReader(partition,
				() -> UngroupedConsumer.of(consumers.getConfigurationProperties(), CLIENT_ID));
	}

}
