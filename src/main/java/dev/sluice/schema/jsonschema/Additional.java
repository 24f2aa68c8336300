package dev.sluice.schema.jsonschema;

/**
 * The keywords {@code additionalItems} and {@code additionalProperties}: what else there
 * may be.
 */
public sealed interface Additional {

	/**
	 * Whether there may be nothing else.
	 */
	default boolean isNone() {
		return false;
	}

	/**
	 * Anything or nothing.
	 *
	 * @param allowed whether there may be anything
	 */
	record Any(boolean allowed) implements Additional {

		@Override
		public boolean isNone() {
			return !this.allowed;
		}

	}

	/**
	 * What fits a schema.
	 *
	 * @param schema the schema
	 */
	record Fitting(JsonSchema schema) implements Additional {

	}

}
