package dev.sluice.administration.catchup;

/**
 * Thrown when a pipeline cannot catch up until a person acts.
 */
class StandstillException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	StandstillException(String message) {
		super(message);
	}

}
