package dev.sluice.pipeline;

import dev.sluice.mutator.Mutator;
import dev.sluice.mutator.MutatorProperties;
import dev.sluice.mutator.Mutators;
import dev.sluice.mutator.TypeAnnouncements;
import dev.sluice.mutator.topic.TypesTopics;
import dev.sluice.warehouse.WriteProperties.Guarantee;

/**
 * The ways in which tables get the columns that records need.
 *
 * @param mutators alters tables
 * @param types tells others to
 * @param tables tells what pipelines say of their tables
 */
record Alterations(Mutators mutators, TypesTopics types, PipelineTables tables) {

	Mutator mutator(String name, PipelineProperties pipeline) {
		return this.mutators.open(this.tables.options(name, pipeline, inline(pipeline)));
	}

	TypeAnnouncements announcements(String name, PipelineProperties pipeline) {
		MutatorProperties mutator = pipeline.mutator();
		return (mutator.mode() == MutatorProperties.Mode.TOPIC)
				? this.types.open(name, mutator.types(), pipeline.topics()) : TypeAnnouncements.NONE;
	}

	RowRules rules(PipelineProperties pipeline) {
		boolean alters = inline(pipeline);
		boolean setsAside = pipeline.write().guarantee() == Guarantee.AT_LEAST_ONCE;
		return new RowRules(pipeline.badRows(), alters && pipeline.evolution().relax(), alters, setsAside);
	}

	private static boolean inline(PipelineProperties pipeline) {
		return pipeline.mutator().mode() == MutatorProperties.Mode.INLINE;
	}

}
