package dev.sluice.repeater;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import dev.sluice.deadletter.LetterBox;
import dev.sluice.deadletter.LetterNames;
import dev.sluice.intake.IntakeFactory;
import dev.sluice.intake.IntakeSource;
import dev.sluice.intake.PipelineIntake;
import dev.sluice.pipeline.PipelineFactory;
import dev.sluice.pipeline.PipelineProperties;
import dev.sluice.pipeline.SidePath;
import dev.sluice.transform.Transform;
import dev.sluice.transform.Transforms;

/**
 * Makes the replay of a pipeline from the parts of its path.
 *
 * @param properties how to replay
 * @param transforms makes transforms of rows
 * @param intakes makes intakes
 * @param groups tells how far replays have come
 * @param clock tells the time
 */
record ReplayAssembly(ReplayProperties properties, Transforms transforms, IntakeFactory intakes, GroupProgress groups,
		Clock clock) {

	/** A name that no pipeline can have. */
	private static final String SUFFIX = ".replay";

	Replay assemble(String name, PipelineProperties pipeline, PipelineFactory factory) {
		LetterBox letters = factory.letters();
		ReplayGate gate = new ReplayGate(this.properties.rate(), this.clock);
		SidePath path = new SidePath(name + SUFFIX, (originals) -> () -> transform(name, factory, gate, originals),
				letters.deadLettersAgain(), letters.failedInsertsOfDeadLetters(), gate, true);
		PipelineIntake intake = this.intakes.open(source(name, pipeline, letters.names()), pipeline,
				factory.aside(path));
		return new Replay(letters, intake, gate, this.groups, this.clock);
	}

	private Transform transform(String name, PipelineFactory factory, ReplayGate gate, Supplier<Transform> originals) {
		ReplayPlan plan = Objects.requireNonNull(gate.plan(), "a replay begins before its consumer");
		return new ReplayTransform(plan, originals.get(),
				new RowTransform(name, factory.onlyTable(), this.transforms, this.clock));
	}

	private static IntakeSource source(String name, PipelineProperties pipeline, LetterNames names) {
		Pattern sources = pipeline.topicPattern();
		List<String> topics = pipeline.topics().stream().map(names::deadLettersOf).distinct().toList();
		return new IntakeSource(name + SUFFIX, ReplayChoice.groupOfAll(names.group()), topics,
				(sources != null) ? names.deadLettersOf(sources) : null, 1, false);
	}

}
