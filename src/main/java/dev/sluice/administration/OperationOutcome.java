package dev.sluice.administration;

/**
 * What became of an operation.
 *
 * @param done whether all is as it was wanted, now or already
 * @param message what happened, for people
 * @param answered whether the message is what was asked for, rather than why it is not to
 * be had
 */
public record OperationOutcome(boolean done, String message, boolean answered) {

	public OperationOutcome(boolean done, String message) {
		this(done, message, done);
	}

}
