package dev.sluice.repeater;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

import dev.sluice.deadletter.LetterBox;
import dev.sluice.deadletter.LetterNames;
import dev.sluice.intake.IntakeFactory;
import dev.sluice.intake.IntakeSource;
import dev.sluice.intake.PipelineIntake;
import dev.sluice.intake.PipelineIntakes;
import dev.sluice.pipeline.PipelineFactory;
import dev.sluice.pipeline.PipelineProperties;
import dev.sluice.pipeline.SidePath;
import dev.sluice.transform.Transforms;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * Makes the repeater of a pipeline from the parts of its path.
 *
 * @param properties how to repeat
 * @param transforms makes transforms of rows
 * @param pipelines the pipelines themselves
 * @param intakes makes intakes
 * @param clock tells the time
 * @param registry takes the meters
 */
record RepeaterAssembly(RepeaterProperties properties, Transforms transforms, PipelineIntakes pipelines,
		IntakeFactory intakes, Clock clock, MeterRegistry registry) {

	/** A name that no pipeline can have. */
	private static final String SUFFIX = ".repeater";

	Repeater assemble(String name, PipelineProperties pipeline, PipelineFactory factory) {
		LetterBox letters = factory.letters();
		BackOff backOff = new BackOff(this.properties.backoff(), this.clock);
		SidePath path = new SidePath(name + SUFFIX, (transforms) -> () -> new RowTransform(name, this.transforms),
				letters.deadLettersOfFailedInserts(), letters.failedInsertsAgain(this.properties.attempts()), backOff);
		PipelineIntake intake = this.intakes.open(source(name, pipeline, letters.names()), pipeline,
				factory.aside(path));
		Repeater repeater = new Repeater(letters, Objects.requireNonNull(this.pipelines.find(name)), intake, backOff);
		measure(name, repeater);
		return repeater;
	}

	private static IntakeSource source(String name, PipelineProperties pipeline, LetterNames names) {
		Pattern sources = pipeline.topicPattern();
		List<String> topics = pipeline.topics().stream().map(names::failedInsertsOf).distinct().toList();
		return new IntakeSource(name + SUFFIX, names.group() + "-repeater", topics,
				(sources != null) ? names.failedInsertsOf(sources) : null, 1, false);
	}

	private void measure(String name, Repeater repeater) {
		Gauge.builder("sluice.repeater.waiting", repeater, Repeater::waiting)
			.description("Failed inserts that wait to be inserted again, over all instances")
			.tag("pipeline", name)
			.register(this.registry);
		Gauge.builder("sluice.repeater.oldest", repeater, this::secondsOfOldest)
			.description("How long the oldest failed insert that rests on this instance has been failing")
			.baseUnit("seconds")
			.tag("pipeline", name)
			.register(this.registry);
	}

	private double secondsOfOldest(Repeater repeater) {
		Instant oldest = repeater.oldest();
		return (oldest != null) ? Duration.between(oldest, this.clock.instant()).toMillis() / 1000.0 : 0;
	}

}
