package dev.sluice.warehouse.loadjob;

import java.util.List;

/**
 * How the attempt to load a table's rows by one job has ended.
 */
sealed interface JobEnd {

	/** The rows are loaded. */
	record Loaded() implements JobEnd {

	}

	/**
	 * BigQuery refuses the rows; none is loaded.
	 *
	 * @param message the error that ended the job
	 * @param errors all errors, some of which may name rows
	 * @param aboutRows whether rows may be to blame; otherwise the table is, or a file
	 */
	record Refused(String message, List<JobError> errors, boolean aboutRows) implements JobEnd {

		public Refused {
			errors = List.copyOf(errors);
		}

	}

	/**
	 * The job has failed for a reason that passes; another job may load the rows.
	 *
	 * @param message the error that ended the job
	 */
	record Failed(String message) implements JobEnd {

	}

	/** Somebody who took a partition over has barred the job; nothing is loaded. */
	record Barred() implements JobEnd {

	}

}
