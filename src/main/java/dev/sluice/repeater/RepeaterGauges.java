package dev.sluice.repeater;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * How failed inserts fare, as gauges.
 */
final class RepeaterGauges implements MeterBinder {

	private final Repeaters repeaters;

	private final InstantSource clock;

	RepeaterGauges(Repeaters repeaters, InstantSource clock) {
		this.repeaters = repeaters;
		this.clock = clock;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		this.repeaters.all().forEach((pipeline, repeater) -> bind(registry, pipeline, repeater));
	}

	private void bind(MeterRegistry registry, String pipeline, Repeater repeater) {
		Gauge.builder("sluice.repeater.waiting", repeater, Repeater::waiting)
			.description("Failed inserts that wait to be inserted again, over all instances")
			.tag("pipeline", pipeline)
			.register(registry);
		Gauge.builder("sluice.repeater.oldest", repeater, this::secondsOfOldest)
			.description("How long the oldest failed insert that rests on this instance has been failing")
			.baseUnit("seconds")
			.tag("pipeline", pipeline)
			.register(registry);
	}

	private double secondsOfOldest(Repeater repeater) {
		Instant oldest = repeater.oldest();
		return (oldest != null) ? Duration.between(oldest, this.clock.instant()).toMillis() / 1000.0 : 0;
	}

}
