package dev.sluice.pipeline;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import org.jspecify.annotations.Nullable;

/**
 * The states of a table's circuit breakers, one per listener thread, as one gauge per
 * state. Thread-safe.
 */
final class BreakerMeters {

	private final Map<BreakerState, AtomicInteger> breakers = new EnumMap<>(BreakerState.class);

	BreakerMeters(MeterRegistry registry, Tags tags) {
		for (BreakerState state : BreakerState.values()) {
			AtomicInteger count = new AtomicInteger();
			this.breakers.put(state, count);
			Gauge.builder("sluice.breakers", count, AtomicInteger::get)
				.description("Circuit breakers of the table in a state, one per listener thread that writes to it")
				.tags(tags.and("state", state.name().toLowerCase(Locale.ROOT).replace('_', '-')))
				.strongReference(true)
				.register(registry);
		}
	}

	void moved(@Nullable BreakerState before, @Nullable BreakerState after) {
		add(before, -1);
		add(after, 1);
	}

	private void add(@Nullable BreakerState state, int change) {
		AtomicInteger count = this.breakers.get(state);
		if (count != null) {
			count.addAndGet(change);
		}
	}

}
