package dev.sluice.torture;

/**
 * Defects that are planted in loaders to see whether the torture finds them.
 */
enum Defect {

	/** Offsets are committed as far as records were polled. */
	COMMIT_BEFORE_ACKNOWLEDGEMENT,

	/** A dead letter counts as kept as soon as it is sent. */
	DEAD_LETTER_NOT_AWAITED

}
