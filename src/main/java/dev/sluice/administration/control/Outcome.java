package dev.sluice.administration.control;

/**
 * What came of a state or an order on an instance.
 *
 * @param text what, for people
 * @param failed whether it could not be done
 */
record Outcome(String text, boolean failed) {

	static Outcome of(String text) {
		return new Outcome(text, false);
	}

	static Outcome failure(String text) {
		return new Outcome(text, true);
	}

}
