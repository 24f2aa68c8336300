package dev.sluice.configuration.local;

import java.time.Clock;
import java.util.Map;

import dev.sluice.configuration.LocalMode;
import org.apache.kafka.clients.producer.ProducerConfig;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.scheduling.annotation.EnableScheduling;

/**
 * A web shop with a few visitors a second.
 */
@Configuration(proxyBeanMethods = false)
@Profile(LocalMode.PROFILE)
@ConditionalOnProperty(name = "sluice.local.sample", matchIfMissing = true)
@EnableScheduling
class SampleConfiguration {

	@Bean
	@SuppressWarnings("unchecked")
	SampleProducer sampleProducer(LocalProperties properties, ProducerFactory<?, ?> producers, Clock clock) {
		Map<String, Object> overrides = Map.of(ProducerConfig.MAX_BLOCK_MS_CONFIG, 1000);
		Sample sample = (properties.sample() == LocalProperties.SampleName.SNOWPLOW) ? new EnrichedEvents(clock)
				: new PageViews(clock);
		return new SampleProducer(new KafkaTemplate<>((ProducerFactory<byte[], byte[]>) producers, overrides), sample);
	}

}
