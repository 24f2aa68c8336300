package dev.sluice.deadletter;

import java.util.concurrent.CompletionStage;

import dev.sluice.record.Outcome;
import dev.sluice.record.SourcePosition;
import dev.sluice.table.TableName;

/**
 * Takes good rows that the warehouse did not take when it was asked, and whose records
 * are not at hand any more. Thread-safe.
 */
@FunctionalInterface
public interface LateInserts {

	/**
	 * Keeps a row as a failed insert.
	 * @param position where its record stands, which may be gone
	 * @param table the row's table
	 * @param row the row as BigQuery JSON
	 * @param cause why it was not inserted, for people
	 * @return completes when Kafka has acknowledged it, with what became of the record;
	 * exceptionally if it could not be kept
	 */
	CompletionStage<Outcome> keep(SourcePosition position, TableName table, byte[] row, String cause);

}
