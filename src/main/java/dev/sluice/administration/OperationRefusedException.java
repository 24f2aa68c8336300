package dev.sluice.administration;

import java.util.Objects;

import dev.sluice.warehouse.CatalogException;

/**
 * An operation is not carried out. The message says why and what to do, for people; it
 * holds no secrets and no contents of records.
 */
public class OperationRefusedException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final Why why;

	public OperationRefusedException(Why why, String message) {
		super(message);
		this.why = why;
	}

	/**
	 * The refusal of an operation that BigQuery refuses, or does not answer.
	 */
	public static OperationRefusedException by(CatalogException failure) {
		Why why = switch (failure.problem()) {
			case OUTAGE, RATE_LIMITED -> Why.UNAVAILABLE;
			case DENIED, MISSING, CHANGED, REFUSED -> Why.FAILED;
		};
		String message = Objects.requireNonNullElse(failure.getMessage(), failure.problem().name());
		return new OperationRefusedException(why,
				(failure.permission() != null)
						? "permission %s is missing: grant it (%s)".formatted(failure.permission(), message)
						: "BigQuery does not do it: " + message);
	}

	/**
	 * What kind of refusal it is.
	 */
	public Why why() {
		return this.why;
	}

	/** Kinds of refusals, each an HTTP status of its own. */
	public enum Why {

		/** The request itself is wrong: 400. */
		INVALID,

		/** There is nothing of that name: 404. */
		UNKNOWN,

		/** It would be unsafe as things are: 409. */
		UNSAFE,

		/** What it was handed on to, such as BigQuery, has refused it: 502. */
		FAILED,

		/** Something that is needed for it does not answer: 503. */
		UNAVAILABLE

	}

}
