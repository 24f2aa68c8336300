package dev.sluice.torture;

/**
 * A fault of a schedule at work. Used by one thread.
 */
interface Fault {

	/**
	 * Begins.
	 * @return whether it has begun; it is tried again in a little while if not
	 */
	boolean strike(Scene scene);

	/**
	 * Looks for evidence that it has fired; called again and again while it is in force.
	 */
	default void watch(Scene scene) {
	}

	/**
	 * Whether there is evidence by now, or none before the end; otherwise it is left in
	 * force for a little longer.
	 */
	default boolean hasFired() {
		return true;
	}

	/**
	 * Puts everything right again.
	 * @return whether it is; it is tried again in a little while if not
	 */
	boolean lift(Scene scene);

	/**
	 * Whether it has really happened, by what was seen of the processes and the
	 * emulator's calls, or by what was found in the end.
	 */
	boolean fired(Findings findings);

}
