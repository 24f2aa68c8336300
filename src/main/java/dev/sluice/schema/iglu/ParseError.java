package dev.sluice.schema.iglu;

/**
 * Why something is not of Iglu's shape, by Iglu's own codes.
 */
public enum ParseError {

	/** A text that is no {@code iglu:vendor/name/format/model-revision-addition}. */
	INVALID_IGLUURI,

	/** A version whose numbers are none. */
	INVALID_SCHEMAVER,

	/** Data that is no object with a {@code schema} and {@code data}. */
	INVALID_DATA_PAYLOAD,

	/** A schema whose {@code self} does not name it. */
	INVALID_SCHEMA,

	/** A schema whose {@code $schema} is not that of self-describing schemas. */
	INVALID_METASCHEMA

}
