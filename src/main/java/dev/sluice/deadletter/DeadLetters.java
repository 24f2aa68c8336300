package dev.sluice.deadletter;

import java.util.concurrent.CompletionStage;

import dev.sluice.record.Failure;
import dev.sluice.record.RecordBatch;
import dev.sluice.record.SourcePosition;
import dev.sluice.table.TableName;
import org.jspecify.annotations.Nullable;

/**
 * The dead-letter topics of one pipeline. Thread-safe.
 */
public interface DeadLetters {

	/**
	 * Keeps a bad record that is at hand.
	 * @param batch holds the record; read before this method returns
	 * @param index the record's index in the batch
	 * @param table the table that the record was meant for, if known
	 * @param failure why it cannot be loaded
	 * @return completes when Kafka has acknowledged the dead letter; exceptionally if it
	 * could not be kept, in which case the record is not settled
	 */
	CompletionStage<Void> keep(RecordBatch batch, int index, @Nullable TableName table, Failure failure);

	/**
	 * Keeps a bad record that was dropped after its transform, by reading it again from
	 * its topic.
	 * @param position where the record stands
	 * @param table the table that refused its row, if known
	 * @param failure why it cannot be loaded
	 * @return as of {@link #keep}
	 */
	CompletionStage<Void> keepAgain(SourcePosition position, @Nullable TableName table, Failure failure);

}
