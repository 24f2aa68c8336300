package dev.sluice.repeater;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
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
import dev.sluice.table.TableName;
import dev.sluice.transform.Transform;
import dev.sluice.transform.Transforms;

/**
 * Makes the replay of a pipeline from the parts of its path.
 *
 * @param properties how to replay
 * @param instance how this instance is called
 * @param transforms makes transforms of rows
 * @param intakes makes intakes
 * @param groups tells how far replays have come
 * @param log keeps what replays have done
 * @param clock tells the time
 */
record ReplayAssembly(ReplayProperties properties, String instance, Transforms transforms, IntakeFactory intakes,
		GroupProgress groups, ReplayLog log, Clock clock) {

	/** A name that no pipeline can have. */
	private static final String SUFFIX = ".replay";

	Replay assemble(String name, PipelineProperties pipeline, PipelineFactory factory) {
		LetterBox letters = factory.letters();
		ReplayGate gate = new ReplayGate(this.clock);
		SidePath path = new SidePath(name + SUFFIX,
				(originals) -> () -> transform(
						Objects.requireNonNull(gate.plan(), "a replay begins before its consumer"), factory,
						factory::renewed, originals),
				letters.deadLettersAgain(), letters.failedInsertsOfDeadLetters(), gate, true);
		PipelineIntake intake = this.intakes.open(source(name, pipeline, letters.names()), pipeline,
				factory.aside(path));
		ReplayPlan anyLetter = new ReplayPlan(name, ReplayChoice.ALL, Map.of(), HandledLetters.NONE);
		ReplayParts parts = new ReplayParts(letters.names(), this.instance, this.properties.rate(), this.groups,
				this.log, gate, () -> factory.rehearsal((originals) -> () -> transform(anyLetter, factory,
						(table) -> CompletableFuture.completedFuture(table), originals)));
		return new Replay(parts, intake, this.clock);
	}

	private Transform transform(ReplayPlan plan, PipelineFactory factory,
			Function<TableName, CompletionStage<?>> renewal, Supplier<Transform> originals) {
		return new ReplayTransform(plan, originals.get(),
				new RowTransform(plan.pipeline(), factory.onlyTable(), this.transforms, this.clock), renewal);
	}

	private static IntakeSource source(String name, PipelineProperties pipeline, LetterNames names) {
		Pattern sources = pipeline.topicPattern();
		List<String> topics = pipeline.topics().stream().map(names::deadLettersOf).distinct().toList();
		return new IntakeSource(name + SUFFIX, names.group() + "-replay", topics,
				(sources != null) ? names.deadLettersOf(sources) : null, 1, false);
	}

}
