package dev.sluice.schema.snowplow;

/**
 * How the versions of a schema become columns.
 */
public enum EntityLayout {

	/**
	 * A column for each version, as in Snowplow's loaders 0.x and 1.x.
	 */
	V1,

	/**
	 * A column for each model, whose versions are merged, as in Snowplow's loader 2.x.
	 */
	V2,

	/**
	 * The columns of {@link #V1} with the casts of {@link #V2}.
	 */
	LEGACY;

	/**
	 * A type in the words that bad rows of this layout have for it.
	 */
	public String expected(FieldType type) {
		return (this == V1) ? VersionTypeText.of(type) : ModelTypeText.of(type);
	}

}
