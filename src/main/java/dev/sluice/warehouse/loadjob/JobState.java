package dev.sluice.warehouse.loadjob;

import java.util.List;

/**
 * What BigQuery says of a job.
 */
sealed interface JobState {

	/** It waits or runs. */
	record Running() implements JobState {

	}

	/**
	 * It has loaded all of its rows.
	 *
	 * @param rows their number
	 */
	record Loaded(long rows) implements JobState {

	}

	/**
	 * It has failed and loaded none of its rows.
	 *
	 * @param reason BigQuery's short reason
	 * @param message the error that ended it
	 * @param errors all errors
	 */
	record Failed(String reason, String message, List<JobError> errors) implements JobState {

		public Failed {
			errors = List.copyOf(errors);
		}

	}

	/** There is no job of this id, and there may be one later. */
	record Missing() implements JobState {

	}

	/** The id was taken by somebody who wanted that it is never loaded. */
	record Barred() implements JobState {

	}

}
