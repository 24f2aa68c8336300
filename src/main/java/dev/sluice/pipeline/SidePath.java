package dev.sluice.pipeline;

import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import dev.sluice.deadletter.DeadLetters;
import dev.sluice.deadletter.FailedInserts;
import dev.sluice.transform.Transform;

/**
 * A further way for records into the tables of a pipeline: what differs from the
 * pipeline's own.
 *
 * @param name its name in metrics
 * @param transforms makes its transforms of the pipeline's
 * @param deadLetters keeps its bad rows
 * @param failedInserts keeps its rows that the warehouse does not take for now
 * @param gate says when records may be taken
 * @param alters whether its records tell enough to add columns for them
 */
public record SidePath(String name, UnaryOperator<Supplier<Transform>> transforms, DeadLetters deadLetters,
		FailedInserts failedInserts, RecordGate gate, boolean alters) {

}
