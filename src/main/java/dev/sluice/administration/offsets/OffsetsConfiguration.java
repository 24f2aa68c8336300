package dev.sluice.administration.offsets;

import java.time.Clock;
import java.util.Map;

import dev.sluice.administration.Journal;
import dev.sluice.administration.Steering;
import dev.sluice.intake.PipelineIntakes;
import dev.sluice.topic.UngroupedConsumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;

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
	private static Consumer<byte[], byte[]> consumer(ConsumerFactory<?, ?> consumers) {
		return UngroupedConsumer.of(consumers.getConfigurationProperties(), "sluice-offsets", Map
			.of(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none", ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 1));
	}

}
