package dev.sluice.deadletter;

import java.util.concurrent.CompletionStage;

import dev.sluice.record.Outcome;
import dev.sluice.record.RecordBatch;
import dev.sluice.table.TableName;

/**
 * The failed-inserts topics of one pipeline. Thread-safe.
 */
public interface FailedInserts {

	/**
	 * Keeps a good row that the warehouse does not take for now.
	 * @param batch holds the row's record; read before this method returns
	 * @param index the record's index in the batch
	 * @param table the row's table
	 * @param row the row as BigQuery JSON
	 * @param cause why it was not inserted, for people
	 * @return completes when Kafka has acknowledged it, with what became of the record:
	 * waiting, or dead if it has been tried often enough; exceptionally if it could not
	 * be kept
	 */
	CompletionStage<Outcome> keep(RecordBatch batch, int index, TableName table, byte[] row, String cause);

}
