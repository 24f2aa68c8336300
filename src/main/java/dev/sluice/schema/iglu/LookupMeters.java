package dev.sluice.schema.iglu;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * Counts what lookups have led to.
 */
final class LookupMeters {

	private final Counter found;

	private final Counter notFound;

	private final Counter gaveUp;

	private final Counter unavailable;

	LookupMeters(MeterRegistry registry) {
		this.found = counter(registry, "found");
		this.notFound = counter(registry, "not-found");
		this.gaveUp = counter(registry, "gave-up");
		this.unavailable = counter(registry, "unavailable");
	}

	private static Counter counter(MeterRegistry registry, String outcome) {
		return Counter.builder("sluice.iglu.lookups")
			.description("Rounds of asking the Iglu repositories for a schema, by what they have led to")
			.tag("outcome", outcome)
			.register(registry);
	}

	void count(Outcome<IgluSchema> outcome) {
		if (outcome instanceof Outcome.Loaded) {
			this.found.increment();
		}
		else if (outcome instanceof Outcome.Missing<IgluSchema> missing) {
			(missing.answer().gaveUp() ? this.gaveUp : this.notFound).increment();
		}
		else {
			this.unavailable.increment();
		}
	}

}
