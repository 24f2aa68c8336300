package dev.sluice.warehouse.loadjob;

import java.util.Set;

import com.google.cloud.bigquery.BigQueryException;
import org.jspecify.annotations.Nullable;

/**
 * Tells failures that pass from those that the same rows would meet again: by HTTP status
 * and BigQuery's reason.
 */
final class JobFailures {

	/** BigQuery has a job of this id. */
	static final int DUPLICATE = 409;

	/** The table, or a file, is not there. */
	private static final String NOT_FOUND = "notFound";

	/** We may not do what we want to. */
	private static final String ACCESS_DENIED = "accessDenied";

	/** Begins what BigQuery says when we may not run any job, whatever its table is. */
	private static final String ANY_JOB = "Access Denied: Project";

	/**
	 * What BigQuery says of a row with a column that it does not know, such as "No such
	 * field: note." The row was written for the table's own columns, so that the table
	 * has changed since.
	 */
	private static final String UNKNOWN_COLUMN = "No such field";

	/**
	 * Reasons why rows, or their table, are refused; from BigQuery's list of error
	 * messages.
	 */
	private static final Set<String> REFUSALS = Set.of("invalid", "invalidQuery", "notImplemented", "responseTooLarge");

	private static final int UNAUTHORIZED = 401;

	private static final int FORBIDDEN = 403;

	private JobFailures() {
	}

	/**
	 * What follows from the failure of a job: whether BigQuery refuses what it would do,
	 * rather than failing to do it.
	 */
	static JobEnd end(JobState.Failed failed) {
		boolean ofTable = isOfTable(failed.reason(), failed.message())
				|| failed.errors().stream().anyMatch(JobFailures::isOfColumn);
		return (ofTable || REFUSALS.contains(failed.reason()))
				? new JobEnd.Refused(failed.message(), failed.errors(), !ofTable) : new JobEnd.Failed(failed.message());
	}

	/**
	 * Whether BigQuery does not let this account do something, as opposed to the quotas,
	 * which are forbidden, too, and pass. Google's client does not read the reason why an
	 * upload may not begin.
	 */
	static boolean denied(BigQueryException failure) {
		boolean named = ACCESS_DENIED.equals(failure.getReason())
				|| String.valueOf(failure.getMessage()).contains(ACCESS_DENIED);
		return failure.getCode() == UNAUTHORIZED || (failure.getCode() == FORBIDDEN && named);
	}

	/**
	 * Whether BigQuery refuses a job for the sake of its table, or of a file.
	 */
	static boolean isOfTable(@Nullable String reason, @Nullable String message) {
		boolean denied = ACCESS_DENIED.equals(reason) && !String.valueOf(message).startsWith(ANY_JOB);
		return denied || NOT_FOUND.equals(reason);
	}

	private static boolean isOfColumn(JobError error) {
		return error.message().contains(UNKNOWN_COLUMN);
	}

}
