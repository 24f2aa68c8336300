package dev.sluice.administration.command;

import java.time.Clock;
import java.util.List;

import dev.sluice.administration.TableOperations;
import dev.sluice.mutator.Mutators;
import dev.sluice.pipeline.PipelineTables;
import dev.sluice.pipeline.SluiceProperties;
import dev.sluice.retry.RetryProperties;
import dev.sluice.schema.iglu.IgluSchemas;
import dev.sluice.transform.Transforms;
import dev.sluice.warehouse.Tables;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;

/**
 * All that commands need: no listener, no web server, no scheduled work. Not a
 * configuration, so that the loader's scan leaves it out.
 */
@EnableAutoConfiguration
@EnableConfigurationProperties({ SluiceProperties.class, RetryProperties.class })
@ComponentScan(
		basePackages = { "dev.sluice.warehouse", "dev.sluice.mutator", "dev.sluice.schema", "dev.sluice.transform" },
		excludeFilters = @ComponentScan.Filter(type = FilterType.REGEX,
				pattern = "dev\\.sluice\\.mutator\\.topic\\..*"))
class CommandConfiguration {

	@Bean
	Clock clock() {
		return Clock.systemUTC();
	}

	@Bean
	TableOperations tableOperations(SluiceProperties properties, Transforms transforms, Tables tables,
			@Qualifier("catalogMutators") ObjectProvider<Mutators> mutators, ObjectProvider<IgluSchemas> schemas) {
		return new TableOperations(properties, new PipelineTables(transforms, tables.defaultProject()),
				mutators::getObject, tables, schemas::getObject);
	}

	@Bean
	Commands commands(TableOperations tables) {
		return new Commands(List.of(new CreateCommand(tables), new AddColumnCommand(tables)));
	}

}
