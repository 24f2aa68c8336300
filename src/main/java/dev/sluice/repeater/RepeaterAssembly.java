package dev.sluice.repeater;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

import dev.sluice.deadletter.DeadEnd;
import dev.sluice.deadletter.DeadLetters;
import dev.sluice.deadletter.LetterBox;
import dev.sluice.deadletter.LetterNames;
import dev.sluice.intake.IntakeFactory;
import dev.sluice.intake.IntakeSource;
import dev.sluice.intake.PipelineIntake;
import dev.sluice.intake.PipelineIntakes;
import dev.sluice.pipeline.InstanceRole;
import dev.sluice.pipeline.PipelineFactory;
import dev.sluice.pipeline.PipelineProperties;
import dev.sluice.pipeline.SidePath;
import dev.sluice.transform.Transforms;

/**
 * Makes the repeater of a pipeline from the parts of its path.
 *
 * @param properties how to repeat
 * @param role what this instance does
 * @param deadEnds where failed inserts end that are given up; if empty, they are dead
 * letters
 * @param transforms makes transforms of rows
 * @param pipelines the pipelines themselves
 * @param intakes makes intakes
 * @param clock tells the time
 */
record RepeaterAssembly(RepeaterProperties properties, InstanceRole role, List<DeadEnd> deadEnds, Transforms transforms,
		PipelineIntakes pipelines, IntakeFactory intakes, Clock clock) {

	/** A name that no pipeline can have. */
	private static final String SUFFIX = ".repeater";

	Repeater assemble(String name, PipelineProperties pipeline, PipelineFactory factory) {
		LetterBox letters = factory.letters();
		BackOff backOff = new BackOff(this.properties.backoff(), this.clock);
		Backlog backlog = new Backlog(backOff);
		DeadLetters givenUp = letters.deadLettersOfFailedInserts(this.deadEnds);
		SidePath path = new SidePath(name + SUFFIX,
				(transforms) -> () -> new RowTransform(name, factory.onlyTable(), this.transforms, this.clock), givenUp,
				letters.failedInsertsAgain(givenUp, this.properties.attempts()), backlog,
				pipeline.format() == PipelineProperties.Format.JSON);
		PipelineIntake intake = this.intakes.open(source(name, pipeline, letters.names()), pipeline,
				factory.aside(path));
		PipelineIntake own = Objects.requireNonNull(this.pipelines.find(name));
		return new Repeater(letters, () -> !this.role.loads() || (own.running() && !own.paused()), intake, backOff,
				backlog);
	}

	private static IntakeSource source(String name, PipelineProperties pipeline, LetterNames names) {
		Pattern sources = pipeline.topicPattern();
		List<String> topics = pipeline.topics().stream().map(names::failedInsertsOf).distinct().toList();
		return new IntakeSource(name + SUFFIX, names.group() + "-repeater", topics,
				(sources != null) ? names.failedInsertsOf(sources) : null, 1, false);
	}

}
