package dev.sluice.intake;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import dev.sluice.pipeline.PipelineFactory;
import dev.sluice.pipeline.PipelineMetrics;
import dev.sluice.pipeline.PipelineProperties.FirstPosition;
import dev.sluice.pipeline.Publishing;

/**
 * What the consumers of a pipeline share.
 *
 * @param pipelines makes the path of records for a consumer
 * @param firstPosition where partitions begin for which nothing is committed
 * @param commitInterval how often settled offsets are committed
 * @param drain how long requests in flight are waited for when partitions are revoked,
 * which depends on whether the process ends
 * @param paused whether the pipeline is paused on this instance
 * @param hurried whether rows are loaded without waiting for others
 * @param flushes orders to store what was read
 * @param monitor is told how the consumers fare
 * @param gaps remembers what retention deleted
 * @param metrics counts
 * @param ticker measures time, in nanoseconds
 */
record SessionContext(PipelineFactory pipelines, FirstPosition firstPosition, Duration commitInterval,
		Supplier<Duration> drain, BooleanSupplier paused, BooleanSupplier hurried, FlushOrders flushes,
		IntakeMonitor monitor, Gaps gaps, PipelineMetrics metrics, LongSupplier ticker) {

	Duration drainLimit() {
		return this.drain.get();
	}

	Publishing publishing() {
		return this.pipelines.publishing();
	}

	Duration statusInterval() {
		return Duration.ofSeconds(1);
	}

}
