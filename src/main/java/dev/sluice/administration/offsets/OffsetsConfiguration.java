package dev.sluice.administration.offsets;

import java.time.Clock;
import java.util.Properties;

import dev.sluice.administration.Journal;
import dev.sluice.administration.Steering;
import dev.sluice.intake.PipelineIntakes;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.ConsumerFactory;

/**
 * Wires the endpoint of offsets.
 */
@Configuration(proxyBeanMethods = false)
class OffsetsConfiguration {

	@Bean
	OffsetsEndpoint offsetsEndpoint(PipelineIntakes intakes, @Qualifier("administrationKafka") Admin kafka,
			ConsumerFactory<?, ?> consumers, Journal journal, Steering steering, Clock clock) {
		return new OffsetsEndpoint(new OffsetOperations(intakes, new GroupOffsets(kafka),
				new NextRecords(() -> consumer(consumers)), journal, steering, clock));
	}

	@Bean
	TableUse tableUse(@Qualifier("administrationKafka") Admin kafka, Steering steering) {
		return new TableUse(new GroupOffsets(kafka), steering);
	}

	/** Of each partition one batch is enough. */
	@SuppressWarnings("unchecked")
	private static Consumer<byte[], byte[]> consumer(ConsumerFactory<?, ?> consumers) {
		Properties overrides = new Properties();
		overrides.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
		overrides.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
		overrides.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
		overrides.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
		overrides.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
		overrides.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 1);
		overrides.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 1);
		return (Consumer<byte[], byte[]>) consumers.createConsumer(null, "sluice-offsets", "", overrides);
	}

}
