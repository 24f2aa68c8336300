package dev.sluice.mutator;

import java.time.Instant;

import dev.sluice.retry.RetryClock;
import dev.sluice.retry.RetryProperties;
import dev.sluice.warehouse.CatalogException;
import org.jspecify.annotations.Nullable;

/**
 * The four clocks, and which kind of trouble goes by which.
 *
 * @param setup of what a person must mend
 * @param outage of what passes by itself
 * @param propagation of looks at the write path
 * @param columnsFull of columns that a table does not take
 */
record TableClocks(RetryClock setup, RetryClock outage, RetryClock propagation, RetryClock columnsFull) {

	static TableClocks of(RetryProperties properties) {
		return new TableClocks(properties.setup().clock(), properties.outage().clock(),
				properties.propagation().clock(), properties.columnsFull().clock());
	}

	/**
	 * The trouble that a failure means.
	 * @param failure the failure
	 * @param failures the number of failures in a row, from 1
	 * @param now the present time
	 */
	Trouble trouble(CatalogException failure, int failures, Instant now) {
		String message = String.valueOf(failure.getMessage());
		return switch (failure.problem()) {
			case OUTAGE, RATE_LIMITED, CHANGED, MISSING ->
				new Trouble(message, false, null, now.plus(this.outage.delay(failures)));
			case DENIED -> setup(denied(message, failure.permission()), failure.permission(), failures, now);
			case REFUSED -> setup(message, null, failures, now);
		};
	}

	private Trouble setup(String cause, @Nullable String permission, int failures, Instant now) {
		return new Trouble(cause, true, permission, now.plus(this.setup.delay(failures)));
	}

	private static String denied(String message, @Nullable String permission) {
		return (permission != null)
				? "the permission " + permission + " is missing: grant it; BigQuery says: " + message
				: "the credentials are refused; BigQuery says: " + message;
	}

}
