package dev.sluice.administration;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

import dev.sluice.intake.PipelineIntake;
import dev.sluice.intake.PipelineIntakes;
import dev.sluice.mutator.Mutators;
import dev.sluice.pipeline.PipelineFactories;
import dev.sluice.repeater.GroupProgress;
import dev.sluice.schema.iglu.Repositories;
import dev.sluice.warehouse.Tables;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.scheduling.annotation.EnableScheduling;

/**
 * Wires endpoints, health and gauges.
 */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class AdministrationConfiguration {

	@Bean(defaultCandidate = false)
	Admin administrationKafka(KafkaAdmin kafka) {
		Map<String, Object> properties = new HashMap<>(kafka.getConfigurationProperties());
		properties.put(AdminClientConfig.CLIENT_ID_CONFIG, "sluice-administration");
		properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5_000);
		properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 4_000);
		return Admin.create(properties);
	}

	@Bean
	PipelineWatch pipelineWatch(PipelineIntakes intakes, @Qualifier("administrationKafka") Admin kafka, Clock clock) {
		return new PipelineWatch(intakes, new TopicFacts(kafka), clock);
	}

	@Bean
	EmptyTableWatch emptyTableWatch(PipelineIntakes intakes, PipelineFactories factories, GroupProgress groups,
			Tables tables) {
		return new EmptyTableWatch(intakes, factories, groups, tables);
	}

	@Bean
	PipelineStatusReader pipelineStatusReader(Mutators mutators, PipelineWatch watch, @Lazy Repositories repositories,
			ObjectProvider<Concern> concerns) {
		return new PipelineStatusReader(new PipelineExamination(mutators, watch, repositories, concerns::stream),
				watch);
	}

	@Bean
	IgluEndpoint igluEndpoint(@Lazy Repositories repositories) {
		return new IgluEndpoint(repositories);
	}

	@Bean
	PipelineGauges pipelineGauges(PipelineIntakes intakes, PipelineStatusReader reader, PipelineWatch watch,
			Mutators mutators) {
		return new PipelineGauges(intakes, reader, watch, mutators);
	}

	@Bean
	CompositeHealthContributor pipelinesHealthContributor(PipelineIntakes intakes, PipelineStatusReader reader) {
		return CompositeHealthContributor.fromMap(intakes.all()
			.stream()
			.collect(Collectors.toMap(PipelineIntake::name, (intake) -> new PipelineHealthIndicator(intake, reader))));
	}

	@Bean
	KafkaHealthIndicator kafkaHealthIndicator(@Qualifier("administrationKafka") Admin kafka) {
		return new KafkaHealthIndicator(kafka);
	}

}
