package dev.sluice.pipeline;

import java.time.Duration;
import java.time.InstantSource;
import java.util.function.LongSupplier;

import dev.sluice.mutator.TypeAnnouncements;
import dev.sluice.retry.RetryClock;
import dev.sluice.warehouse.Warehouse;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

/**
 * Real {@linkplain LoadPipeline pipelines} that load {@linkplain SimulatedRecord
 * simulated records} into tables that are always ready, in requests of at most three
 * rows.
 *
 * @param warehouse takes the rows
 * @param clock tells the time
 * @param ticker measures time, in nanoseconds
 * @param metadata the most characters that the metadata of a commit may have
 */
public record SimulatedPipelines(Warehouse warehouse, InstantSource clock, LongSupplier ticker, int metadata) {

	/**
	 * The pipeline of one consumer.
	 */
	public LoadPipeline create(HeldLetters letters, Intake intake) {
		RetryClock retries = new RetryClock(Duration.ofSeconds(1), 2, Duration.ofSeconds(10));
		AppendSettings settings = new AppendSettings(3, 1024 * 1024, Duration.ofMillis(250), 2, Duration.ofMinutes(10),
				retries, retries, this.metadata, (table) -> AppendBudget.UNBOUNDED);
		PipelineParts parts = new PipelineParts(() -> SimulatedRecord::transform, this.warehouse, this.warehouse, null,
				new ReadyTables(), letters, (batch, index, table, row, cause) -> {
					throw new IllegalStateException("no row fails");
				}, null, TypeAnnouncements.NONE, new SlabMemory(8 * 1024 * 1024), settings,
				new RowRules(PipelineProperties.BadRows.ANY, false, true, false), new PipelineHold(),
				new PipelineMetrics(new SimpleMeterRegistry(), "orders", this.clock), RecordGate.OPEN, this.clock,
				this.ticker);
		return new LoadPipeline(parts, intake);
	}

}
