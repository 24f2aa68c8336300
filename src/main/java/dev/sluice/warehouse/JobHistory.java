package dev.sluice.warehouse;

import java.time.Instant;

import dev.sluice.table.TableName;

/**
 * The load jobs that BigQuery remembers. Thread-safe.
 */
public interface JobHistory {

	/**
	 * Names the load jobs of this account, of whatever origin, the latest first. Asks
	 * BigQuery and blocks.
	 * @param earliest when they were made, at the earliest
	 * @param found takes each
	 */
	void since(Instant earliest, Found found);

	/**
	 * Takes a job.
	 */
	@FunctionalInterface
	interface Found {

		void take(TableName table, String id, Instant created);

	}

}
