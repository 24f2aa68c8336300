package dev.sluice.pipeline;

import java.time.Clock;

import io.micrometer.core.instrument.MeterRegistry;

/**
 * Makes the meters of pipelines.
 *
 * @param registry takes them
 * @param clock tells how fresh records are
 */
record Meters(MeterRegistry registry, Clock clock) {

	PipelineMetrics of(String pipeline) {
		return new PipelineMetrics(this.registry, pipeline, this.clock);
	}

}
