package dev.sluice.intake;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.sluice.pipeline.InstanceRole;
import dev.sluice.pipeline.PipelineFactory;
import dev.sluice.pipeline.PipelineProperties;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.core.ConsumerFactory;

/**
 * Makes intakes, and knows all of this instance. Thread-safe.
 */
public final class IntakeFactory {

	private final List<PipelineIntake> intakes = new CopyOnWriteArrayList<>();

	private final ConsumerFactory<?, ?> consumers;

	private final KafkaListenerEndpointRegistry containers;

	private final ApplicationEventPublisher events;

	private final InstanceRole role;

	private final InstanceName instance;

	IntakeFactory(ConsumerFactory<?, ?> consumers, KafkaListenerEndpointRegistry containers,
			ApplicationEventPublisher events, InstanceRole role, InstanceName instance) {
		this.role = role;
		this.instance = instance;
		this.consumers = consumers;
		this.containers = containers;
		this.events = events;
	}

	/**
	 * A new intake.
	 * @param source what it reads
	 * @param properties how it commits and drains
	 * @param pipelines where its records go
	 */
	public PipelineIntake open(IntakeSource source, PipelineProperties properties, PipelineFactory pipelines) {
		IntakeParts parts = new IntakeParts(pipelines, this.consumers, this.containers, new IntakeMonitor(),
				new Gaps(pipelines.metrics()), this.events, this.role, this.instance);
		PipelineIntake intake = new PipelineIntake(source, properties, parts);
		this.intakes.add(intake);
		return intake;
	}

	List<PipelineIntake> opened() {
		return this.intakes;
	}

}
