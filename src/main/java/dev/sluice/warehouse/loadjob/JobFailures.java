package dev.sluice.warehouse.loadjob;

import java.util.Set;

/**
 * Tells failures that pass from those that the same rows would meet again: by HTTP status
 * and BigQuery's reason.
 */
final class JobFailures {

	/** BigQuery has a job of this id. */
	static final int DUPLICATE = 409;

	/** The table, or a file, is not there. */
	private static final String NOT_FOUND = "notFound";

	/**
	 * Reasons why rows, or their table, are refused; from BigQuery's list of error
	 * messages.
	 */
	private static final Set<String> REFUSALS = Set.of("invalid", "invalidQuery", NOT_FOUND, "notImplemented",
			"responseTooLarge");

	private JobFailures() {
	}

	/**
	 * Whether BigQuery refuses what a job would do, rather than failing to do it.
	 */
	static boolean refused(String reason) {
		return REFUSALS.contains(reason);
	}

	/**
	 * Whether the rows may be to blame for a refusal.
	 */
	static boolean aboutRows(String reason) {
		return refused(reason) && !reason.equals(NOT_FOUND);
	}

}
