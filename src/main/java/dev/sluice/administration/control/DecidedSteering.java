package dev.sluice.administration.control;

import java.util.function.BooleanSupplier;

import dev.sluice.administration.Steering;
import dev.sluice.intake.PipelineIntake;

/**
 * What is decided of pipelines, as far as it has been read.
 *
 * @param known whether the log has been read to its end
 * @param view what it says
 * @param shared whether it is said to all instances, and not to this one alone
 */
record DecidedSteering(BooleanSupplier known, ControlView view, boolean shared) implements Steering {

	@Override
	public boolean stopped(PipelineIntake intake) {
		boolean elsewhere = !this.shared && !intake.loads();
		return elsewhere
				|| (this.known.getAsBoolean() && this.view.decision(PipelineKey.of(intake)).wanted() == Wanted.STOPPED);
	}

}
