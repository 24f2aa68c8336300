package dev.sluice.pipeline;

/**
 * Why a partition stands still.
 */
public enum ParkCause {

	/** A table or a column is not ready. */
	TABLE,

	/** A schema has not been looked up yet, or its registry does not answer. */
	SCHEMA,

	/** All memory for requests in flight is taken. */
	MEMORY,

	/** Dead letters are not acknowledged. */
	DEAD_LETTERS,

	/** What is stored of it has to be published first. */
	PUBLICATION,

	/** Its next record may not be taken before a certain time. */
	BACK_OFF,

	/** A person must act. */
	OPERATOR,

	/** Its books do not balance; it stands still until the instance is restarted. */
	IMBALANCE,

	/** Something unexpected happened; its records are done again. */
	REDO

}
