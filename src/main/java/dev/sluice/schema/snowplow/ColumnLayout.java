package dev.sluice.schema.snowplow;

/**
 * How self-describing data is laid out in columns.
 */
public enum ColumnLayout {

	/** One column for each version of a schema, as Snowplow's loaders 0.x and 1.x. */
	V1,

	/** One column for all versions of a model, as Snowplow's loader 2.x. */
	V2

}
