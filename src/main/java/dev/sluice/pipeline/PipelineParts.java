package dev.sluice.pipeline;

import java.time.InstantSource;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import dev.sluice.deadletter.DeadLetters;
import dev.sluice.deadletter.FailedInserts;
import dev.sluice.mutator.Mutator;
import dev.sluice.transform.Transform;
import dev.sluice.warehouse.Warehouse;

/**
 * What the listener threads of a pipeline are made from.
 *
 * @param transforms makes a transform for each thread
 * @param warehouse takes the rows
 * @param mutator makes tables and columns
 * @param deadLetters keeps bad rows
 * @param failedInserts keeps rows that the warehouse does not take for now
 * @param memory bounds what is in flight
 * @param settings how requests are cut and sent
 * @param maxBadRatio the share of bad rows above which the pipeline is held
 * @param hold keeps the pipeline from going on
 * @param metrics counts
 * @param clock tells the time
 * @param ticker measures time, in nanoseconds
 */
record PipelineParts(Supplier<Transform> transforms, Warehouse warehouse, Mutator mutator, DeadLetters deadLetters,
		FailedInserts failedInserts, SlabMemory memory, AppendSettings settings, double maxBadRatio, PipelineHold hold,
		PipelineMetrics metrics, InstantSource clock, LongSupplier ticker) {

}
