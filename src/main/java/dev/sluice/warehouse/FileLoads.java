package dev.sluice.warehouse;

import java.util.List;
import java.util.concurrent.CompletionStage;

import dev.sluice.table.TableName;

/**
 * BigQuery through load jobs: rows are gathered in files, which are loaded together with
 * those of other partitions, one job per table. Thread-safe.
 */
public interface FileLoads {

	/**
	 * A spool for one listener thread, which alone may use it.
	 */
	LoadSpool spool();

	/**
	 * Finds out whether a job that an earlier owner of a partition meant to run has
	 * loaded its rows. Waits for a job that runs, and keeps one that was never submitted
	 * from being submitted by anyone, so that the answer holds for ever.
	 * @param table the job's table
	 * @param job the job's id
	 * @return completes with whether the rows are loaded, never exceptionally, however
	 * long that takes; on a thread that must not be blocked
	 */
	CompletionStage<Boolean> loaded(TableName table, String job);

	/**
	 * What keeps rows from being loaded now, at most one thing per table.
	 */
	List<LoadProblem> problems();

}
