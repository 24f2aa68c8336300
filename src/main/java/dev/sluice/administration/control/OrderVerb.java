package dev.sluice.administration.control;

/**
 * What every instance of a pipeline can be told to do once.
 */
enum OrderVerb {

	/** To give its partitions up and join the group again. */
	RESTART,

	/** To store everything that was read by now. */
	FLUSH,

	/** To go on although too many records were bad. */
	RELEASE

}
