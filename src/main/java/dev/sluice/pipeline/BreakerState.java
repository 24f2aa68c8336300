package dev.sluice.pipeline;

/**
 * Whether a table takes rows, as its circuit breaker sees it.
 */
public enum BreakerState {

	/** It does, or nothing is known to the contrary. */
	CLOSED,

	/** One request finds out whether it does again. */
	HALF_OPEN,

	/** It does not, and is left alone until a certain time. */
	OPEN

}
