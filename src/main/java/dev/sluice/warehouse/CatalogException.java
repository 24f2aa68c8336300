package dev.sluice.warehouse;

import org.jspecify.annotations.Nullable;

/**
 * BigQuery's catalog or write path could not be asked, or refused what it was asked to
 * do. Nothing has been changed, unless the problem is an outage, which leaves that open.
 */
public final class CatalogException extends RuntimeException {

	private final Problem problem;

	private final @Nullable String permission;

	public CatalogException(Problem problem, String message, @Nullable String permission, @Nullable Throwable cause) {
		super(message, cause);
		this.problem = problem;
		this.permission = permission;
	}

	public Problem problem() {
		return this.problem;
	}

	/**
	 * The IAM permission that is missing, such as {@code bigquery.tables.update}; only if
	 * {@link Problem#DENIED}.
	 */
	public @Nullable String permission() {
		return this.permission;
	}

	/**
	 * What is the matter.
	 */
	public enum Problem {

		/** Network, overload, internal errors: passes by itself. */
		OUTAGE,

		/** Too many requests; some seconds later they are taken again. */
		RATE_LIMITED,

		/** The credentials or their permissions do not suffice; a person must act. */
		DENIED,

		/** The dataset, or the table that was to be changed, is not there. */
		MISSING,

		/** Somebody else has changed the table meanwhile; look again. */
		CHANGED,

		/** BigQuery does not take it as it is. */
		REFUSED

	}

}
