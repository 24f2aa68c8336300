package dev.sluice.pipeline;

import java.time.Duration;

import dev.sluice.mutator.Mutator;
import dev.sluice.mutator.MutatorProperties;
import dev.sluice.mutator.Mutators;
import dev.sluice.mutator.TypeAnnouncements;
import dev.sluice.mutator.topic.TypesTopics;
import dev.sluice.transform.Transform;
import dev.sluice.warehouse.Tables;
import dev.sluice.warehouse.WriteProperties.Guarantee;

/**
 * The ways in which tables get the columns that records need.
 *
 * @param mutators alters tables
 * @param types tells others to
 * @param tables tells what pipelines say of their tables
 * @param catalog the catalog
 */
record Alterations(Mutators mutators, TypesTopics types, PipelineTables tables, Tables catalog) {

	private static final Duration SCHEMAS = Duration.ofSeconds(20);

	Mutator mutator(String name, PipelineProperties pipeline) {
		return this.mutators.open(this.tables.options(name, pipeline));
	}

	/**
	 * Tells what would become of records, with the tables as the catalog has them.
	 */
	Rehearsal rehearsal(String name, PipelineProperties pipeline, Transform transform) {
		return new Rehearsal(transform, this.tables.options(name, pipeline), this.catalog, SCHEMAS);
	}

	TypeAnnouncements announcements(String name, PipelineProperties pipeline) {
		MutatorProperties mutator = pipeline.mutator();
		return (mutator.mode() == MutatorProperties.Mode.TOPIC)
				? this.types.open(name, mutator.types(), pipeline.topics()) : TypeAnnouncements.NONE;
	}

	RowRules rules(PipelineProperties pipeline) {
		boolean alters = pipeline.mutator().inline();
		boolean setsAside = pipeline.write().guarantee() == Guarantee.AT_LEAST_ONCE;
		return new RowRules(pipeline.badRows(), alters && pipeline.evolution().relax(), alters, setsAside);
	}

}
