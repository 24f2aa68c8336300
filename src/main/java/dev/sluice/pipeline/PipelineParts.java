package dev.sluice.pipeline;

import java.time.InstantSource;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import dev.sluice.deadletter.DeadLetters;
import dev.sluice.deadletter.FailedInserts;
import dev.sluice.deadletter.LateInserts;
import dev.sluice.mutator.Mutator;
import dev.sluice.mutator.TypeAnnouncements;
import dev.sluice.transform.Transform;
import dev.sluice.warehouse.FileLoads;
import dev.sluice.warehouse.Warehouse;
import org.jspecify.annotations.Nullable;

/**
 * What the listener threads of a pipeline are made from.
 *
 * @param transforms makes a transform for each thread
 * @param warehouse takes the rows
 * @param sideWarehouse takes the rows of further ways into the same tables
 * @param loads loads the rows from files, or {@code null} if the warehouse takes them
 * @param mutator makes tables and columns
 * @param deadLetters keeps bad rows
 * @param failedInserts keeps rows that the warehouse does not take for now
 * @param lateInserts keeps rows that BigQuery does not take for now as failed inserts;
 * {@code null} if they are sent again until it does
 * @param announcements makes types known whose columns others add
 * @param memory bounds what is in flight
 * @param settings how requests are cut and sent
 * @param rules what is done with rows that a table does not take
 * @param hold keeps the pipeline from going on
 * @param metrics counts
 * @param gate says when records may be taken
 * @param clock tells the time
 * @param ticker measures time, in nanoseconds
 */
record PipelineParts(Supplier<Transform> transforms, Warehouse warehouse, Warehouse sideWarehouse,
		@Nullable FileLoads loads, Mutator mutator, DeadLetters deadLetters, FailedInserts failedInserts,
		@Nullable LateInserts lateInserts, TypeAnnouncements announcements, SlabMemory memory, AppendSettings settings,
		RowRules rules, PipelineHold hold, PipelineMetrics metrics, RecordGate gate, InstantSource clock,
		LongSupplier ticker) {

	/**
	 * The parts of one listener thread.
	 */
	PipelineParts ofThread() {
		return (this.loads != null) ? with(this.loads.spool()) : this;
	}

	private PipelineParts with(Warehouse itsWarehouse) {
		return new PipelineParts(this.transforms, itsWarehouse, this.sideWarehouse, this.loads, this.mutator,
				this.deadLetters, this.failedInserts, this.lateInserts, this.announcements, this.memory, this.settings,
				this.rules, this.hold, this.metrics, this.gate, this.clock, this.ticker);
	}

	/**
	 * The parts of a further way into the same tables. It is never held for bad rows.
	 */
	PipelineParts aside(SidePath path, PipelineMetrics itsMetrics) {
		Mutator itsMutator = path.alters() ? this.mutator : this.mutator.unaltering();
		return new PipelineParts(path.transforms().apply(this.transforms), this.sideWarehouse, this.sideWarehouse, null,
				itsMutator, path.deadLetters(), path.failedInserts(), null, this.announcements, this.memory,
				this.settings, this.rules.unlimited(path.alters()), new PipelineHold(), itsMetrics, path.gate(),
				this.clock, this.ticker);
	}

}
