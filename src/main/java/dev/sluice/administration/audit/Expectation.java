package dev.sluice.administration.audit;

/**
 * What a record becomes by the pipeline's settings of now.
 *
 * @param kind whether it makes rows
 * @param rows how many
 * @param badParts the number of its parts that make a dead letter each
 * @param words the same for people
 */
record Expectation(Kind kind, int rows, int badParts, String words) {

	static Expectation rows(int rows, int badParts) {
		return new Expectation(Kind.ROWS, rows, badParts,
				(badParts == 0) ? "would be loaded now" : "would be loaded now but for " + badParts + " of its parts");
	}

	static Expectation filtered(String rule) {
		return new Expectation(Kind.FILTERED, 0, 0, "is dropped by rule " + rule);
	}

	static Expectation bad(String reason) {
		return new Expectation(Kind.BAD, 0, 1, "would be a dead letter now: " + reason);
	}

	/**
	 * How many outcomes the record has.
	 */
	int outcomes() {
		return Math.max(1, this.rows + this.badParts);
	}

	enum Kind {

		/** A rule drops it. */
		FILTERED,

		/** It makes rows, or at least bad parts. */
		ROWS,

		/** It can never be loaded. */
		BAD

	}

}
