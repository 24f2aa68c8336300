package dev.sluice.administration.control;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import dev.sluice.intake.PipelineIntake;
import org.jspecify.annotations.Nullable;

/**
 * What questions to the instances of pipelines have in common. Thread-safe.
 *
 * @param control this instance's part
 * @param log takes questions
 * @param view has the answers
 * @param groups asks Kafka for groups; {@code null} where instances do not know of each
 * other
 * @param instance this instance's name
 * @param limit how long an answer may take
 * @param clock tells the time
 */
record Inquiries(PipelineControl control, ControlLog log, ControlView view, @Nullable GroupFacts groups,
		String instance, Duration limit, InstantSource clock) {

	/**
	 * Whether other instances are asked and told, too.
	 */
	boolean shared() {
		return this.groups != null;
	}

	CompletableFuture<GroupView> group(PipelineIntake intake) {
		return (this.groups != null) ? this.groups.ask(intake) : CompletableFuture.completedFuture(GroupView.nothing());
	}

	/**
	 * The instances, this one aside, that are there as far as can be told: they were
	 * heard not long ago, or are members of the group.
	 */
	List<HeardInstance> expected(PipelineIntake intake, GroupView members) {
		Instant now = this.clock.instant();
		return this.view.instances(PipelineKey.of(intake))
			.stream()
			.filter((heard) -> !heard.name().equals(this.instance))
			.filter((heard) -> heard.recently(now) || !members.of(intake.name(), heard.name()).isEmpty())
			.toList();
	}

}
