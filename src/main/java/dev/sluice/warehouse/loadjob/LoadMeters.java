package dev.sluice.warehouse.loadjob;

import java.util.function.Supplier;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;

/**
 * The meters of one pipeline's load jobs. Thread-safe.
 */
final class LoadMeters {

	private final Counter submitted;

	private final Counter succeeded;

	private final Counter failed;

	private final DistributionSummary rows;

	private final MeterRegistry registry;

	private final Tags tags;

	LoadMeters(MeterRegistry registry, String pipeline) {
		this.registry = registry;
		this.tags = Tags.of("pipeline", pipeline);
		this.submitted = counter("sluice.load.jobs.submitted", "Load jobs that BigQuery has accepted");
		this.succeeded = counter("sluice.load.jobs.succeeded", "Load jobs that have loaded their rows");
		this.failed = counter("sluice.load.jobs.failed", "Load jobs that have failed");
		this.rows = DistributionSummary.builder("sluice.load.job.rows")
			.description("Rows per load job that has succeeded")
			.tags(this.tags)
			.register(registry);
	}

	private Counter counter(String name, String description) {
		return Counter.builder(name).description(description).tags(this.tags).register(this.registry);
	}

	/**
	 * Shows a number, whose name says its unit.
	 */
	void gauge(String name, String description, Supplier<Number> value) {
		Gauge.builder(name, value).description(description).tags(this.tags).register(this.registry);
	}

	void submitted() {
		this.submitted.increment();
	}

	void loaded(long count) {
		this.succeeded.increment();
		this.rows.record((double) count);
	}

	void failed() {
		this.failed.increment();
	}

}
