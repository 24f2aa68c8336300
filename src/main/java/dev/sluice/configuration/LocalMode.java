package dev.sluice.configuration;

/**
 * How local mode makes itself known.
 */
public final class LocalMode {

	/** Local mode's profile. */
	public static final String PROFILE = "local";

	/** The name of the property source that is there only in local mode. */
	public static final String PROPERTY_SOURCE = "sluiceLocalMode";

	private LocalMode() {
	}

}
