package dev.sluice.schema.jsonschema;

import java.util.List;

/**
 * The keyword {@code items}.
 */
public sealed interface Items {

	/**
	 * One schema for all elements.
	 *
	 * @param schema the schema
	 */
	record Each(JsonSchema schema) implements Items {

	}

	/**
	 * A schema for each of the first elements.
	 *
	 * @param schemas the schemas
	 */
	record Tuple(List<JsonSchema> schemas) implements Items {

		public Tuple {
			schemas = List.copyOf(schemas);
		}

	}

}
