package dev.sluice.administration.control;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import dev.sluice.administration.Concern;
import dev.sluice.administration.Finding;
import dev.sluice.administration.PipelineState;
import dev.sluice.administration.control.PipelineControl.ControlledPipeline;
import dev.sluice.intake.PipelineIntake;
import dev.sluice.topic.OwnTopic;

/**
 * Whether a pipeline does what it is to do, and whether that can be told at all.
 */
final class SwitchConcern implements Concern {

	private static final String PIPELINE = "pipeline";

	private final Supplier<PipelineControl> control;

	private final ControlView view;

	private final ControlLog log;

	SwitchConcern(Supplier<PipelineControl> control, ControlView view, ControlLog log) {
		this.control = control;
		this.view = view;
		this.log = log;
	}

	@Override
	public List<Finding> examine(PipelineIntake intake) {
		if (!intake.loads()) {
			return List.of(new Finding(PIPELINE, PipelineState.STOPPED, "this instance does not load records",
					"nothing, if others do"));
		}
		PipelineKey key = PipelineKey.of(intake);
		ControlledPipeline pipeline = this.control.get().pipeline(key);
		OwnTopic.Problem problem = this.log.problem();
		if (!pipeline.steering().begun()) {
			return List.of((problem != null)
					? new Finding(PIPELINE, PipelineState.BACKING_OFF,
							"it is not known yet whether it is to run: " + problem.reason(), problem.action())
					: new Finding(PIPELINE, PipelineState.STARTING, "it is being started", "nothing"));
		}
		List<Finding> findings = new ArrayList<>(switches(pipeline.steering(), this.view.decision(key)));
		if (problem != null) {
			findings.add(new Finding("control", PipelineState.DEGRADED,
					"what people want of the pipeline cannot be told to its instances: " + problem.reason(),
					problem.action() + "; sluice.administration.control.enabled=false leaves each instance to itself"));
		}
		return findings;
	}

	private static List<Finding> switches(PipelineSteering steering, Decision decision) {
		PipelineIntake intake = steering.intake();
		boolean empty = intake.monitor().partitions().isEmpty();
		if (steering.closing()) {
			return List.of(new Finding(PIPELINE, empty ? PipelineState.STOPPED : PipelineState.DRAINING,
					"the instance is being shut down", "nothing"));
		}
		if (steering.failure() != null) {
			return List.of(new Finding(PIPELINE, PipelineState.FAILED,
					"its listeners could not be switched: " + steering.failure(),
					"mend what is named; Sluice tries again by itself"));
		}
		return switch (decision.wanted()) {
			case STOPPED -> List
				.of(new Finding(PIPELINE, (empty && !steering.busy()) ? PipelineState.STOPPED : PipelineState.DRAINING,
						decision.clause(), "start it to go on"));
			case PAUSED ->
				List.of(new Finding(PIPELINE, PipelineState.PAUSED, decision.clause(), "resume it to go on"));
			case RUNNING -> intake.running() ? List.of() : List.of(notRunning(steering));
		};
	}

	private static Finding notRunning(PipelineSteering steering) {
		return (steering.busy()) ? new Finding(PIPELINE, PipelineState.STARTING, "it is being started", "nothing")
				: new Finding(PIPELINE, PipelineState.FAILED, "its listeners have ended by themselves",
						"look at the log for the reason, then restart it");
	}

}
