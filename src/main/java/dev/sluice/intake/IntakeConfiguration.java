package dev.sluice.intake;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.sluice.pipeline.InstanceRole;
import dev.sluice.pipeline.PipelineFactories;
import dev.sluice.pipeline.SluiceProperties;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.event.ConsumerStoppedEvent;

/**
 * Wires the listeners of all pipelines.
 */
@Configuration(proxyBeanMethods = false)
class IntakeConfiguration {

	@Bean
	static ListenerRegistrar pipelineListeners(Environment environment) {
		return new ListenerRegistrar(environment, "pipelineListener.", PipelineIntakes.class);
	}

	@Bean
	InstanceName instanceName() {
		return InstanceName.create();
	}

	@Bean
	IntakeFactory intakeFactory(ConsumerFactory<?, ?> consumers, KafkaListenerEndpointRegistry containers,
			ApplicationEventPublisher events, InstanceRole role, InstanceName instance) {
		NativeLz4.load();
		return new IntakeFactory(consumers, containers, events, role, instance);
	}

	@Bean
	PipelineIntakes pipelineIntakes(SluiceProperties properties, PipelineFactories factories, IntakeFactory intakes) {
		Map<String, PipelineIntake> opened = new LinkedHashMap<>();
		properties.pipelines()
			.forEach((name, pipeline) -> opened.put(name,
					intakes.open(IntakeSource.of(name, pipeline), pipeline, factories.factory(name))));
		return new PipelineIntakes(opened);
	}

	@Bean
	SessionEnd sessionEnd(IntakeFactory intakes) {
		return new SessionEnd(intakes);
	}

	/**
	 * Ends the session of a consumer that has stopped, on its thread.
	 */
	record SessionEnd(IntakeFactory intakes) {

		@EventListener
		void stopped(ConsumerStoppedEvent event) {
			this.intakes.opened().forEach((intake) -> intake.sessions().end());
		}

	}

}
