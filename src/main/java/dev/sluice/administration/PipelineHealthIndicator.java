package dev.sluice.administration;

import dev.sluice.intake.PipelineIntake;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/**
 * The health of one pipeline: its state, and for each reason what to do. A pipeline that
 * waits for an outage to pass is not down, since a restart would not help it.
 */
final class PipelineHealthIndicator extends AbstractHealthIndicator {

	private static final Status DEGRADED = new Status("DEGRADED");

	private final PipelineIntake intake;

	private final PipelineStatusReader reader;

	PipelineHealthIndicator(PipelineIntake intake, PipelineStatusReader reader) {
		super("the state of pipeline " + intake.name() + " cannot be read");
		this.intake = intake;
		this.reader = reader;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		PipelineStatus status = this.reader.read(this.intake);
		builder.status(health(status.state()))
			.withDetail("state", status.state())
			.withDetail("lag", status.lag())
			.withDetail("findings", status.findings());
	}

	private static Status health(PipelineState state) {
		return switch (state) {
			case STARTING, RUNNING, CATCHING_UP, PAUSED, DRAINING, STOPPED -> Status.UP;
			case DEGRADED, BACKING_OFF, WAITING_ON_YOU -> DEGRADED;
			case FAILED -> Status.DOWN;
		};
	}

}
