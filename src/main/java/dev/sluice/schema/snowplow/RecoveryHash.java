package dev.sluice.schema.snowplow;

import dev.sluice.schema.jsonschema.JsonSchema;

/**
 * What tells the columns of schemas apart that could not be merged, if a version's schema
 * was changed in its place.
 */
final class RecoveryHash {

	private RecoveryHash() {
	}

	/**
	 * Eight hexadecimal digits. They are Snowplow's as long as no object of the schema
	 * has more than four properties.
	 */
	static String of(JsonSchema schema) {
		return "%08x".formatted(schema.canonicalText().hashCode());
	}

}
