package dev.sluice.administration;

import dev.sluice.intake.PipelineIntake;

/**
 * What people want of pipelines, for those who must know that none begins to load.
 * Thread-safe.
 */
@FunctionalInterface
public interface Steering {

	/**
	 * Whether people have stopped a pipeline, so that no instance loads it until it is
	 * started; not while that cannot be told.
	 */
	boolean stopped(PipelineIntake intake);

}
