package dev.sluice.administration.control;

import java.util.Locale;

/**
 * What a pipeline is to do.
 */
public enum Wanted {

	/** To load. */
	RUNNING,

	/** To take no records, but keep its partitions. */
	PAUSED,

	/** To give its partitions up. */
	STOPPED;

	String word() {
		return name().toLowerCase(Locale.ROOT);
	}

}
