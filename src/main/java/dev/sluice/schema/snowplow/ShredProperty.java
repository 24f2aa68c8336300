package dev.sluice.schema.snowplow;

/**
 * Where an event has a self-describing JSON. The names are those of types topics and of
 * the command line.
 */
public enum ShredProperty {

	/** The event itself, at most one. */
	UNSTRUCT_EVENT("unstruct_event_"),

	/** An entity that the tracker attached. */
	CONTEXTS("contexts_"),

	/** An entity that the enrichment attached. */
	DERIVED_CONTEXTS("contexts_");

	private final String prefix;

	ShredProperty(String prefix) {
		this.prefix = prefix;
	}

	/**
	 * Whether there may be many, whose columns are REPEATED.
	 */
	public boolean repeated() {
		return this != UNSTRUCT_EVENT;
	}

	/**
	 * How the names of its columns begin.
	 */
	String prefix() {
		return this.prefix;
	}

}
