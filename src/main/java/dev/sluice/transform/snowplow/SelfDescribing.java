package dev.sluice.transform.snowplow;

import dev.sluice.schema.iglu.SchemaKey;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Data with the key of its schema.
 *
 * @param schema names the schema
 * @param data the data
 */
record SelfDescribing(SchemaKey schema, JsonNode data) {

	/**
	 * Reads self-describing JSON.
	 * @throws IllegalArgumentException if it is none; says why
	 */
	static SelfDescribing of(@Nullable JsonNode json) {
		if (json == null || !json.isObject()) {
			throw new IllegalArgumentException("Not a self-describing JSON object");
		}
		JsonNode schema = json.get("schema");
		JsonNode data = json.get("data");
		if (schema == null || !schema.isString() || data == null) {
			throw new IllegalArgumentException("Not self-describing JSON: it needs 'schema' and 'data'");
		}
		return new SelfDescribing(SchemaKey.parse(schema.stringValue()), data);
	}

	ObjectNode toJson() {
		ObjectNode json = EventJson.object();
		json.put("schema", this.schema.uri());
		json.set("data", this.data);
		return json;
	}

}
