package dev.sluice.torture;

/**
 * What is odd about some records for a while.
 */
enum Oddity {

	/** They have a field that none had before. */
	NEW_FIELD,

	/** They can be no rows. */
	BAD,

	/** They are rows that BigQuery refuses. */
	REFUSED

}
