package dev.sluice.intake;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.sluice.pipeline.PipelineFactories;
import dev.sluice.pipeline.PipelineFactory;
import dev.sluice.pipeline.SluiceProperties;

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
	static PipelineListenerRegistrar pipelineListenerRegistrar(Environment environment) {
		return new PipelineListenerRegistrar(environment);
	}

	@Bean
	PipelineIntakes pipelineIntakes(SluiceProperties properties, PipelineFactories factories,
			ConsumerFactory<?, ?> consumers, KafkaListenerEndpointRegistry containers) {
		NativeLz4.load();
		Map<String, PipelineIntake> intakes = new LinkedHashMap<>();
		properties.pipelines().forEach((name, pipeline) -> {
			PipelineFactory factory = factories.factory(name);
			IntakeParts parts = new IntakeParts(factory, consumers, containers, new IntakeMonitor(),
					new Gaps(factory.metrics()));
			intakes.put(name, new PipelineIntake(name, pipeline, parts));
		});
		return new PipelineIntakes(intakes);
	}

	@Bean
	PipelineListenerRegistrar.IntakeListeners intakeListeners(PipelineIntakes intakes) {
		return (name) -> {
			PipelineIntake intake = intakes.find(name);
			if (intake == null) {
				throw new IllegalStateException("there is no pipeline '" + name + "'");
			}
			return new RecordBatchListener(intake);
		};
	}

	@Bean
	SessionEnd sessionEnd(PipelineIntakes intakes) {
		return new SessionEnd(intakes);
	}

	/**
	 * Ends the session of a consumer that has stopped, on its thread.
	 */
	record SessionEnd(PipelineIntakes intakes) {

		@EventListener
		void stopped(ConsumerStoppedEvent event) {
			this.intakes.all().forEach((intake) -> intake.sessions().end());
		}

	}

}
