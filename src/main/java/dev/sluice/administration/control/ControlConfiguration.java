package dev.sluice.administration.control;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

import dev.sluice.administration.Journal;
import dev.sluice.administration.PipelineStatusReader;
import dev.sluice.administration.control.PipelineControl.ControlledPipeline;
import dev.sluice.intake.InstanceName;
import dev.sluice.intake.PipelineIntakes;
import dev.sluice.topic.OwnTopic;
import dev.sluice.topic.UngroupedConsumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.ProducerFactory;

/**
 * Wires what instances do together.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ControlProperties.class)
class ControlConfiguration {

	private static final String CLIENT_ID = "sluice-control-";

	/** It stays small, so that it is read in a moment. */
	private static final Map<String, String> SETTINGS = Map.of(TopicConfig.CLEANUP_POLICY_CONFIG,
			TopicConfig.CLEANUP_POLICY_COMPACT, TopicConfig.SEGMENT_BYTES_CONFIG, "16777216",
			TopicConfig.SEGMENT_MS_CONFIG, "3600000", TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG, "0.1");

	@Bean(destroyMethod = "")
	ControlLog controlLog(ControlProperties properties, @Qualifier("administrationKafka") Admin admin,
			ConsumerFactory<?, ?> consumers, ProducerFactory<?, ?> producers, InstanceName instance, Clock clock) {
		if (!properties.enabled()) {
			return new InstanceControlLog(clock);
		}
		return new KafkaControlLog(new OwnTopic(admin, properties.topic(), SETTINGS),
				() -> UngroupedConsumer.of(consumers.getConfigurationProperties(), CLIENT_ID + instance.value(),
						Map.of(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none")),
				producer(producers, instance));
	}

	private static KafkaProducer<byte[], byte[]> producer(ProducerFactory<?, ?> producers, InstanceName instance) {
		Map<String, Object> producer = new HashMap<>(producers.getConfigurationProperties());
		producer.remove(ProducerConfig.TRANSACTIONAL_ID_CONFIG);
		producer.put(ProducerConfig.CLIENT_ID_CONFIG, CLIENT_ID + instance.value());
		producer.put(ProducerConfig.ACKS_CONFIG, "all");
		producer.put(ProducerConfig.LINGER_MS_CONFIG, 0);
		producer.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "gzip");
		producer.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 8_388_608L);
		producer.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 2_000);
		producer.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 4_000);
		producer.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 10_000);
		return new KafkaProducer<>(producer, new ByteArraySerializer(), new ByteArraySerializer());
	}

	@Bean
	ControlView controlView(PipelineIntakes intakes) {
		return new ControlView(intakes.all().stream().map(PipelineKey::of).toList());
	}

	@Bean
	PipelineControl pipelineControl(ControlProperties properties, PipelineIntakes intakes, PipelineStatusReader reader,
			PipelineControl.Parts parts) {
		SimpleAsyncTaskExecutor executor = new SimpleAsyncTaskExecutor("sluice-switch-");
		String version = Objects.requireNonNullElse(ControlConfiguration.class.getPackage().getImplementationVersion(),
				"development");
		Instant startedAt = parts.clock().instant();
		Map<PipelineKey, ControlledPipeline> pipelines = new LinkedHashMap<>();
		intakes.all()
			.forEach((intake) -> pipelines.put(PipelineKey.of(intake),
					new ControlledPipeline(new PipelineSteering(intake, executor),
							new OwnPresence(parts.instance(), version, startedAt), new LastErrors())));
		return new PipelineControl(parts, pipelines, reader::read, properties.flushTimeout(), executor);
	}

	@Bean
	PipelineControl.Parts controlParts(ControlLog log, ControlView view, InstanceName instance, Clock clock,
			ApplicationContext context) {
		return new PipelineControl.Parts(log, view, instance, clock, context);
	}

	@Bean
	SwitchConcern switchConcern(ObjectProvider<PipelineControl> control, ControlView view, ControlLog log) {
		return new SwitchConcern(control::getObject, view, log);
	}

	@Bean
	Inquiries inquiries(ControlProperties properties, PipelineControl control, PipelineControl.Parts parts,
			@Qualifier("administrationKafka") Admin admin) {
		return new Inquiries(control, parts.log(), parts.view(), properties.enabled() ? new GroupFacts(admin) : null,
				parts.instance().value(), properties.timeout(), parts.clock());
	}

	@Bean
	PipelinesEndpoint pipelinesEndpoint(ControlProperties properties, PipelineIntakes intakes, Inquiries inquiries,
			Journal journal) {
		return new PipelinesEndpoint(intakes, inquiries,
				new PipelineVerbs(inquiries, properties.flushTimeout(), journal));
	}

}
