package dev.sluice.schema.snowplow;

import java.util.Objects;

import dev.sluice.schema.iglu.IgluSchema;
import dev.sluice.schema.jsonschema.JsonSchema;

/**
 * Schemas for tests.
 */
final class Schemas {

	private Schemas() {
	}

	static JsonSchema schema(String document) {
		return Objects.requireNonNull(JsonSchema.parse(VectorJson.parse(document)));
	}

	/**
	 * A version of the schema {@code item}.
	 */
	static IgluSchema version(String version, String document) {
		return VectorJson.schema("iglu:com.acme/item/jsonschema/" + version, VectorJson.parse(document));
	}

	/**
	 * A version with some properties.
	 */
	static IgluSchema object(String version, String properties, String... required) {
		String needed = (required.length > 0) ? ",\"required\":[\"" + String.join("\",\"", required) + "\"]" : "";
		return version(version, "{\"type\":\"object\",\"properties\":{" + properties + "}" + needed + "}");
	}

}
