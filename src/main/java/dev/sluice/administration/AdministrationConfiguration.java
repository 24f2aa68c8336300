package dev.sluice.administration;

import java.util.stream.Collectors;

import dev.sluice.intake.PipelineIntake;
import dev.sluice.intake.PipelineIntakes;

import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.KafkaAdmin;

/**
 * Wires endpoints, health and gauges.
 */
@Configuration(proxyBeanMethods = false)
class AdministrationConfiguration {

	@Bean
	PipelinesEndpoint pipelinesEndpoint(PipelineIntakes intakes) {
		return new PipelinesEndpoint(intakes);
	}

	@Bean
	PipelineGauges pipelineGauges(PipelineIntakes intakes) {
		return new PipelineGauges(intakes);
	}

	@Bean
	CompositeHealthContributor pipelinesHealthContributor(PipelineIntakes intakes) {
		return CompositeHealthContributor.fromMap(
				intakes.all().stream().collect(Collectors.toMap(PipelineIntake::name, PipelineHealthIndicator::new)));
	}

	@Bean
	KafkaHealthIndicator kafkaHealthIndicator(KafkaAdmin kafka) {
		return new KafkaHealthIndicator(kafka);
	}

}
