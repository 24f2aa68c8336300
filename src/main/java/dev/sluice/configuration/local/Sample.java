package dev.sluice.configuration.local;

/**
 * Records of a made-up web shop.
 */
interface Sample {

	/**
	 * The topic that they go to.
	 */
	String topic();

	/**
	 * A next record.
	 */
	Visit next();

	/**
	 * A record to be.
	 *
	 * @param visitor the record's key
	 * @param value the record's value
	 */
	record Visit(String visitor, String value) {

	}

}
