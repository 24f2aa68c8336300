package dev.sluice.administration.command;

import java.time.Clock;
import java.util.List;

import dev.sluice.administration.Journal;
import dev.sluice.administration.audit.Auditor;
import dev.sluice.administration.doctor.Doctor;
import dev.sluice.administration.tables.TableOperations;
import dev.sluice.mutator.Mutators;
import dev.sluice.pipeline.PipelineTables;
import dev.sluice.pipeline.SluiceProperties;
import dev.sluice.repeater.RepeaterProperties;
import dev.sluice.repeater.ReplayProperties;
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
@EnableConfigurationProperties({ SluiceProperties.class, RetryProperties.class, RepeaterProperties.class,
		ReplayProperties.class })
@ComponentScan(
		basePackages = { "dev.sluice.warehouse", "dev.sluice.mutator", "dev.sluice.schema", "dev.sluice.transform",
				"dev.sluice.administration.journal", "dev.sluice.administration.tables",
				"dev.sluice.administration.audit" },
		excludeFilters = @ComponentScan.Filter(type = FilterType.REGEX, pattern = {
				"dev\\.sluice\\.mutator\\.topic\\..*", ".*\\.TablesConfiguration", ".*\\.AuditConfiguration" }))
class CommandConfiguration {

	@Bean
	Clock clock() {
		return Clock.systemUTC();
	}

	@Bean
	PipelineTables pipelineTables(Transforms transforms, Tables tables) {
		return new PipelineTables(transforms, tables.defaultProject());
	}

	@Bean
	TableOperations tableOperations(SluiceProperties properties, PipelineTables names, Tables tables,
			@Qualifier("catalogMutators") ObjectProvider<Mutators> mutators, ObjectProvider<IgluSchemas> schemas) {
		return new TableOperations(properties, names, mutators::getObject, tables, schemas::getObject);
	}

	@Bean
	Commands commands(TableOperations tables, Auditor auditor, ObjectProvider<Doctor> doctor, Journal journal) {
		return new Commands(List.of(new JournaledCommand(new CreateCommand(tables), journal),
				new JournaledCommand(new AddColumnCommand(tables), journal), new AuditCommand(tables, auditor),
				new DoctorCommand(doctor::getObject)));
	}

}
