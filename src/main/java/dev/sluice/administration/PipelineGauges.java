package dev.sluice.administration;

import java.time.Duration;
import java.util.Locale;

import dev.sluice.intake.PipelineIntake;
import dev.sluice.intake.PipelineIntakes;
import dev.sluice.mutator.Mutators;
import dev.sluice.mutator.TableStatus;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.jspecify.annotations.Nullable;

/**
 * How pipelines fare, as gauges.
 */
final class PipelineGauges implements MeterBinder {

	private final PipelineIntakes intakes;

	private final PipelineStatusReader reader;

	private final PipelineWatch watch;

	private final Mutators mutators;

	PipelineGauges(PipelineIntakes intakes, PipelineStatusReader reader, PipelineWatch watch, Mutators mutators) {
		this.intakes = intakes;
		this.reader = reader;
		this.watch = watch;
		this.mutators = mutators;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		this.intakes.all().forEach((intake) -> bind(registry, intake));
	}

	private void bind(MeterRegistry registry, PipelineIntake intake) {
		Tags tags = Tags.of("pipeline", intake.name());
		Gauge.builder("sluice.lag", intake, PipelineWatch::lag)
			.description("Records not settled yet, of this instance's partitions")
			.tags(tags)
			.register(registry);
		Gauge.builder("sluice.partitions", intake, (owner) -> owner.monitor().partitions().size())
			.description("Partitions of this instance")
			.tags(tags)
			.register(registry);
		Gauge.builder("sluice.records.in.flight", intake, PipelineGauges::inFlight)
			.description("Records read and not settled")
			.tags(tags)
			.register(registry);
		Gauge.builder("sluice.time.to.drain", intake, (owner) -> secondsOrNaN(this.watch.trend(owner).timeToDrain()))
			.description("When the lag is worked off if it goes on like this; NaN if it does not shrink")
			.baseUnit("seconds")
			.tags(tags)
			.register(registry);
		Gauge.builder("sluice.unread.expire", intake, (owner) -> secondsOrNaN(this.watch.unreadExpireIn(owner)))
			.description("Until retention deletes the first unread record; NaN if there is none")
			.baseUnit("seconds")
			.tags(tags)
			.register(registry);
		Gauge.builder("sluice.oldest", intake, (owner) -> this.watch.oldest(owner).toMillis() / 1000.0)
			.description("How long ago the oldest record in flight was written")
			.baseUnit("seconds")
			.tags(tags)
			.register(registry);
		FunctionCounter.builder("sluice.schema.changes", intake, this::schemaChanges)
			.description("Tables created and changed by this process")
			.tags(tags)
			.register(registry);
		for (PipelineState state : PipelineState.values()) {
			Gauge.builder("sluice.pipeline.state", intake, (owner) -> (this.reader.state(owner) == state) ? 1 : 0)
				.description("1 for the state that the pipeline is in")
				.tags(tags.and("state", lower(state)))
				.register(registry);
		}
		Gauge.builder("sluice.pipeline.info", () -> 1)
			.description("How the pipeline writes")
			.tags(tags.and("mode", lower(intake.properties().write().mode()), "guarantee",
					lower(intake.properties().write().guarantee())))
			.register(registry);
	}

	private static double inFlight(PipelineIntake intake) {
		return intake.monitor().partitions().stream().mapToLong((owned) -> owned.status().inFlight()).sum();
	}

	private double schemaChanges(PipelineIntake intake) {
		return this.mutators.tables(intake.name()).stream().mapToLong(TableStatus::changes).sum();
	}

	private static double secondsOrNaN(@Nullable Duration duration) {
		return (duration != null) ? duration.toMillis() / 1000.0 : Double.NaN;
	}

	private static String lower(Enum<?> value) {
		return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
