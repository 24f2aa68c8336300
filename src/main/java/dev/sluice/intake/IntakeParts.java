package dev.sluice.intake;

import java.time.Duration;
import java.util.Properties;

import dev.sluice.pipeline.InstanceRole;
import dev.sluice.pipeline.PipelineFactory;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.kafka.config.ConcurrentKafkaListenerContainerFactory;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.listener.ContainerProperties;

/**
 * What the intake of a pipeline is made from.
 *
 * @param pipelines makes the path of records
 * @param consumers makes consumers, by {@code spring.kafka}
 * @param containers knows the containers by the pipelines' names
 * @param monitor is told how the consumers fare
 * @param gaps remembers what retention deleted
 * @param events takes the events of containers
 * @param role what this instance does
 * @param instance its name
 */
record IntakeParts(PipelineFactory pipelines, ConsumerFactory<?, ?> consumers, KafkaListenerEndpointRegistry containers,
		IntakeMonitor monitor, Gaps gaps, ApplicationEventPublisher events, InstanceRole role, InstanceName instance) {

	private static final Duration POLL_TIMEOUT = Duration.ofMillis(100);

	private static final Duration AUTHORIZATION_RETRY = Duration.ofSeconds(10);

	/** What is added to the longest drain, so that the container waits for it to end. */
	private static final Duration STOP_MARGIN = Duration.ofSeconds(5);

	/**
	 * Makes a factory of containers that never commit anything by themselves: the mode is
	 * manual, and nobody acknowledges.
	 */
	ConcurrentKafkaListenerContainerFactory<byte[], byte[]> containerFactory(PipelineIntake pipeline) {
		PipelineContainerFactory factory = new PipelineContainerFactory(this.consumers,
				pipeline.source().topicPattern());
		factory.setApplicationEventPublisher(this.events);
		factory.setBatchListener(true);
		factory.setBatchInterceptor(pipeline.sessions());
		factory.setCommonErrorHandler(new RedoErrorHandler(pipeline.sessions()));
		ContainerProperties properties = factory.getContainerProperties();
		properties.setAckMode(ContainerProperties.AckMode.MANUAL);
		properties.setAssignmentCommitOption(ContainerProperties.AssignmentCommitOption.NEVER);
		properties.setConsumerRebalanceListener(pipeline.sessions());
		properties.setPollTimeout(POLL_TIMEOUT.toMillis());
		properties.setShutdownTimeout(pipeline.properties().drain().shutdown().plus(STOP_MARGIN).toMillis());
		properties.setAuthExceptionRetryInterval(AUTHORIZATION_RETRY);
		properties.setMissingTopicsFatal(false);
		properties.setClientId(clientId(pipeline.source()));
		properties.setKafkaConsumerProperties(consumer(pipeline.source()));
		return factory;
	}

	private String clientId(IntakeSource source) {
		Object given = this.consumers.getConfigurationProperties().get(ConsumerConfig.CLIENT_ID_CONFIG);
		return this.instance.clientId((given != null) ? given.toString() : "sluice", source.id());
	}

	private static Properties consumer(IntakeSource source) {
		Properties properties = new Properties();
		properties.setProperty(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
		properties.setProperty(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
		properties.setProperty(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
		if (source.topicPattern() != null) {
			// looking for a topic that was deleted must not bring it back
			properties.setProperty(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
		}
		if (!source.main()) {
			properties.setProperty(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
		}
		return properties;
	}

}
