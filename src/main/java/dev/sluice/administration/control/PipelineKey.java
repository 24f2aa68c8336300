package dev.sluice.administration.control;

import dev.sluice.intake.PipelineIntake;

/**
 * What tells pipelines on one broker apart.
 *
 * @param pipeline its name
 * @param group its consumer group
 */
record PipelineKey(String pipeline, String group) {

	static PipelineKey of(PipelineIntake intake) {
		return new PipelineKey(intake.name(), intake.groupId());
	}

}
