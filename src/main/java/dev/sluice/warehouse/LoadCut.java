package dev.sluice.warehouse;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;

import dev.sluice.table.TableName;
import org.jspecify.annotations.Nullable;

/**
 * Rows that are loaded together, by one job per table. Its jobs must be known wherever
 * their outcome will matter before they are submitted. Owned by one listener thread.
 */
public interface LoadCut {

	/**
	 * Finishes the files.
	 * @return completes when the jobs may be submitted, never exceptionally: what fails
	 * is tried again; on a thread that must not be blocked
	 */
	CompletionStage<Void> ready();

	/**
	 * The jobs that {@link #submit} runs next, at most one per table.
	 */
	Map<TableName, Job> jobs();

	/**
	 * Submits the jobs and waits for their end. Rows are answered as soon as their job
	 * has ended; those of jobs that are to be tried again, later.
	 * @return completes when all jobs have ended, never exceptionally, on a thread that
	 * must not be blocked, after the rows have been answered
	 */
	CompletionStage<LoadOutcome> submit();

	/**
	 * Gives the rows up, which are answered so. Jobs that were submitted go on.
	 * @param why the reason, for people
	 */
	void drop(String why);

	/**
	 * A job.
	 *
	 * @param id its id
	 * @param ends the lanes that it loads rows of, each with the offset below which all
	 * of its rows in this cut are loaded when the job has succeeded
	 */
	record Job(String id, Map<Lane, Long> ends) {

		public Job {
			ends = Map.copyOf(ends);
		}

	}

	/**
	 * The outcome of the jobs that were submitted.
	 *
	 * @param loaded tables whose jobs have succeeded
	 * @param again how long to wait until the jobs that {@link LoadCut#jobs} gives now
	 * are submitted: after others that have failed, or for rows that are loaded in parts;
	 * {@code null} if there are none
	 */
	record LoadOutcome(Set<TableName> loaded, @Nullable Duration again) {

		public LoadOutcome {
			loaded = Set.copyOf(loaded);
		}

	}

}
