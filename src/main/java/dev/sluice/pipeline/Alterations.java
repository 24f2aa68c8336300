package dev.sluice.pipeline;

import java.util.function.Supplier;

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
 * @param catalog tells of tables as the catalog has them
 */
record Alterations(Mutators mutators, TypesTopics types, PipelineTables tables, Supplier<Mutators> catalog) {

	Mutator mutator(String name, PipelineProperties pipeline) {
		return this.mutators.open(this.tables.options(name, pipeline, inline(pipeline)));
	}

	/**
	 * The tables of a pipeline as the catalog has them. It creates none, and alters only
	 * what it is asked to.
	 */
	Mutator catalogTables(String name, PipelineProperties pipeline) {
		Mutators.Options options = this.tables.options(name, pipeline, inline(pipeline));
		return this.catalog.get()
			.open(new Mutators.Options(name, options.create().never(), options.evolution(), options.schema(),
					options.furtherColumns(), options.alters()));
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
