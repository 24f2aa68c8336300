package dev.sluice.administration;

/**
 * What became of an operation.
 *
 * @param done whether all is as it was wanted, now or already
 * @param message what happened, for people
 */
public record OperationOutcome(boolean done, String message) {

}
