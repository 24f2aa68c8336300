package dev.sluice.administration;

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
