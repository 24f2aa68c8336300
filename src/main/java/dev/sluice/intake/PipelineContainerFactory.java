package dev.sluice.intake;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.kafka.config.ConcurrentKafkaListenerContainerFactory;
import org.springframework.kafka.config.KafkaListenerEndpoint;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;

/**
 * Makes the containers of one pipeline, also of one that reads by a pattern: an
 * annotation names either topics or a pattern, but one method serves both kinds.
 */
final class PipelineContainerFactory extends ConcurrentKafkaListenerContainerFactory<byte[], byte[]> {

	private final @Nullable Pattern topicPattern;

	@SuppressWarnings("unchecked")
	PipelineContainerFactory(ConsumerFactory<?, ?> consumers, @Nullable Pattern topicPattern) {
		this.topicPattern = topicPattern;
		setConsumerFactory((ConsumerFactory<byte[], byte[]>) consumers);
	}

	@Override
	protected ConcurrentMessageListenerContainer<byte[], byte[]> createContainerInstance(
			KafkaListenerEndpoint endpoint) {
		Pattern pattern = this.topicPattern;
		return (pattern != null)
				? new ConcurrentMessageListenerContainer<>(getConsumerFactory(), new ContainerProperties(pattern))
				: super.createContainerInstance(endpoint);
	}

}
