package dev.sluice.deadletter;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

import dev.sluice.topic.UngroupedConsumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/**
 * Wires dead letters and failed inserts to the Kafka that {@code spring.kafka} describes.
 */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class DeadLetterConfiguration {

	private static final int BYTES_IN_FLIGHT = 16 * 1024 * 1024;

	@Bean(defaultCandidate = false)
	ThreadPoolTaskExecutor letterExecutor() {
		ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
		executor.setThreadNamePrefix("letters-");
		executor.setCorePoolSize(3);
		executor.setAllowCoreThreadTimeOut(true);
		executor.setDaemon(true);
		// Pipelines still keep letters while they drain, and idle readers end when asked.
		executor.setAcceptTasksAfterContextClose(true);
		return executor;
	}

	@Bean(defaultCandidate = false)
	@SuppressWarnings("unchecked")
	KafkaTemplate<Object, Object> letterTemplate(ProducerFactory<?, ?> producers) {
		Map<String, Object> overrides = new HashMap<>();
		overrides.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
		overrides.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
		overrides.put(ProducerConfig.ACKS_CONFIG, "all");
		overrides.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
		overrides.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, LetterSender.LONGEST_WAIT);
		overrides.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, BYTES_IN_FLIGHT);
		overrides.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 2L * BYTES_IN_FLIGHT);
		overrides.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 30_000);
		overrides.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
		overrides.put(ProducerConfig.LINGER_MS_CONFIG, 5);
		overrides.put(ProducerConfig.BATCH_SIZE_CONFIG, 128 * 1024);
		overrides.put(ProducerConfig.CLIENT_ID_CONFIG, "sluice-letters");
		KafkaTemplate<Object, Object> template = new KafkaTemplate<>((ProducerFactory<Object, Object>) producers,
				overrides);
		template.setMicrometerEnabled(false);
		return template;
	}

	@Bean
	LetterTopics letterTopics(KafkaAdmin kafka, @Qualifier("letterExecutor") ThreadPoolTaskExecutor executor,
			Clock clock) {
		Map<String, Object> properties = new HashMap<>(kafka.getConfigurationProperties());
		properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 4_000);
		properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5_000);
		properties.put(AdminClientConfig.CLIENT_ID_CONFIG, "sluice-letter-topics");
		return new LetterTopics(() -> Admin.create(properties), executor, clock);
	}

	@Bean
	LetterBoxes letterBoxes(LetterTopics topics, @Qualifier("letterTemplate") KafkaTemplate<Object, Object> template,
			ConsumerFactory<?, ?> consumers, @Qualifier("letterExecutor") ThreadPoolTaskExecutor executor,
			Clock clock) {
		LetterSender sender = new LetterSender(template, executor, clock, BYTES_IN_FLIGHT);
		return new LetterBoxes(topics, sender, new OriginalRecords(() -> originals(consumers), executor), clock);
	}

	private static Consumer<byte[], byte[]> originals(ConsumerFactory<?, ?> consumers) {
		return UngroupedConsumer.of(consumers.getConfigurationProperties(), "sluice-originals",
				Map.of(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none", ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
						1024 * 1024, ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 4 * 1024 * 1024,
						ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 500));
	}

}
