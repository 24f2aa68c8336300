package dev.sluice.administration;

import java.util.List;

import dev.sluice.intake.PipelineIntake;

/**
 * Something beside the path of its records that can be the matter with a pipeline.
 * Thread-safe.
 */
@FunctionalInterface
public interface Concern {

	/**
	 * What is the matter with a pipeline of this instance, and what to do; empty if all
	 * is well. Never blocks.
	 */
	List<Finding> examine(PipelineIntake intake);

}
