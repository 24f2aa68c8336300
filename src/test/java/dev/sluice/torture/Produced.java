package dev.sluice.torture;

/**
 * A record that stands in a topic.
 *
 * @param content what it says of itself
 * @param fate what is to become of it
 */
record Produced(Content content, Fate fate) {

	/**
	 * What is to become of a record.
	 */
	enum Fate {

		/** A row. */
		ROW,

		/** A dead letter. */
		DEAD

	}

}
