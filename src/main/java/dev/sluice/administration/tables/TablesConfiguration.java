package dev.sluice.administration.tables;

import java.time.Clock;

import dev.sluice.administration.Journal;
import dev.sluice.administration.offsets.TableUse;
import dev.sluice.intake.PipelineIntakes;
import dev.sluice.mutator.Mutators;
import dev.sluice.mutator.SchemaHistory;
import dev.sluice.pipeline.PipelineTables;
import dev.sluice.pipeline.SluiceProperties;
import dev.sluice.repeater.Repeaters;
import dev.sluice.repeater.Replays;
import dev.sluice.schema.iglu.IgluSchemas;
import dev.sluice.warehouse.Tables;
import dev.sluice.warehouse.WritePath;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Wires the endpoint of tables.
 */
@Configuration(proxyBeanMethods = false)
class TablesConfiguration {

	@Bean
	TableOperations tableOperations(SluiceProperties properties, PipelineTables pipelineTables,
			@Qualifier("catalogMutators") ObjectProvider<Mutators> mutators, Tables tables,
			ObjectProvider<IgluSchemas> schemas) {
		return new TableOperations(properties, pipelineTables, mutators::getObject, tables, schemas::getObject);
	}

	@Bean
	TableWriters tableWriters(SluiceProperties properties, PipelineTables pipelineTables) {
		return new TableWriters(properties, pipelineTables);
	}

	@Bean
	TableRemoval tableRemoval(Tables tables, WritePath writePath, SchemaHistory history, Clock clock) {
		return new TableRemoval(tables, writePath, history, clock);
	}

	@Bean
	Loading loading(PipelineIntakes intakes, Repeaters repeaters, Replays replays, TableUse use) {
		return new Loading(intakes, repeaters::find, replays::of, use);
	}

	@Bean
	TablePlanner tablePlanner(TableOperations operations, Tables tables, TableWriters writers, Loading loading,
			TableRemoval removal) {
		return new TablePlanner(operations, tables, writers, loading, removal);
	}

	@Bean
	TablesEndpoint tablesEndpoint(Tables tables, TableWriters writers, Mutators mutators, HistoryReader history,
			TablePlanner planner, Journal journal) {
		return new TablesEndpoint(new TableDescriptions(tables, writers, mutators, history), planner,
				new TableChanges(journal));
	}

}
