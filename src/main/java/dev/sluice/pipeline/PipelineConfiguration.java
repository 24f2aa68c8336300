package dev.sluice.pipeline;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.sluice.deadletter.LetterBoxes;
import dev.sluice.mutator.MutatorProperties;
import dev.sluice.mutator.Mutators;
import dev.sluice.mutator.topic.TypesSubscription;
import dev.sluice.mutator.topic.TypesSubscriptions;
import dev.sluice.mutator.topic.TypesTopics;
import dev.sluice.retry.RetryProperties;
import dev.sluice.transform.Transforms;
import dev.sluice.warehouse.Tables;
import dev.sluice.warehouse.Warehouses;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * Wires the paths of all pipelines.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ SluiceProperties.class, RetryProperties.class })
class PipelineConfiguration {

	private static final Logger logger = LoggerFactory.getLogger(PipelineConfiguration.class);

	@Bean
	@ConditionalOnMissingBean
	Clock clock() {
		return Clock.systemUTC();
	}

	@Bean
	InstanceRole instanceRole(Environment environment) {
		return InstanceRole.of(environment);
	}

	@Bean
	SlabMemory slabMemory(SluiceProperties properties, MeterRegistry registry) {
		SlabMemory memory = new SlabMemory(properties.memory().inFlight().toBytes());
		Gauge.builder("sluice.memory.in.flight", memory, SlabMemory::used)
			.description("Bytes of requests in the making and in flight")
			.baseUnit("bytes")
			.register(registry);
		Gauge.builder("sluice.memory.limit", memory, SlabMemory::limit)
			.description("The most bytes of requests in flight")
			.baseUnit("bytes")
			.register(registry);
		return memory;
	}

	@Bean
	Bounds bounds(SluiceProperties properties, SlabMemory memory, MeterRegistry registry, Clock clock) {
		BudgetProperties budget = properties.boundedBudget();
		logger.atInfo()
			.addKeyValue("bytesPerSecond", budget.bytesPerSecond())
			.addKeyValue("rowsPerSecond", budget.rowsPerSecond())
			.addKeyValue("quota", BigQueryQuotas.bytesPerSecond(properties.pipelines().values()))
			.log("budget of this instance, and BigQuery's quota of what all writers of a project write per second");
		return new Bounds(memory, new Budgets(budget, registry, clock));
	}

	@Bean
	PipelineAssembly pipelineAssembly(Transforms transforms, Warehouses warehouses, Alterations alterations,
			LetterBoxes letterBoxes, RetryProperties patience, Bounds bounds, Meters meters) {
		return new PipelineAssembly(transforms, warehouses, alterations, letterBoxes, bounds, patience, meters);
	}

	@Bean
	PipelineTables pipelineTables(Transforms transforms, Mutators mutators) {
		return new PipelineTables(transforms, mutators.defaultProject());
	}

	@Bean
	Alterations alterations(Mutators mutators, TypesTopics types, PipelineTables tables, Tables catalog) {
		return new Alterations(mutators, types, tables, catalog);
	}

	@Bean
	TypesSubscriptions typesSubscriptions(SluiceProperties properties, PipelineTables tables) {
		List<TypesSubscription> subscriptions = new ArrayList<>();
		properties.pipelines().forEach((name, pipeline) -> {
			if (pipeline.mutator().mode() == MutatorProperties.Mode.TOPIC) {
				subscriptions.add(new TypesSubscription(pipeline.mutator().types().topic(name),
						pipeline.groupId(name) + "-mutator", pipeline.topics(), tables.options(name, pipeline, true),
						tables.onlyTable(pipeline), PipelineTables.typeLayout(pipeline)));
			}
		});
		return new TypesSubscriptions(subscriptions);
	}

	@Bean
	Meters meters(MeterRegistry registry, Clock clock) {
		return new Meters(registry, clock);
	}

	@Bean
	PipelineFactories pipelineFactories(SluiceProperties properties, PipelineAssembly assembly) {
		Map<String, PipelineFactory> factories = new LinkedHashMap<>();
		properties.pipelines().forEach((name, pipeline) -> factories.put(name, assembly.assemble(name, pipeline)));
		return new PipelineFactories(factories);
	}

}
