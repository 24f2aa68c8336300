package dev.sluice.schema.iglu;

import tools.jackson.databind.JsonNode;

/**
 * JSON that names its schema. Other members than {@code schema} and {@code data} do not
 * count.
 *
 * @param schema names the schema of the data
 * @param data any JSON
 */
public record SelfDescribingData(SchemaKey schema, JsonNode data) {

	/**
	 * Reads self-describing JSON.
	 * @throws IgluFormatException if it is none
	 */
	public static SelfDescribingData parse(JsonNode json) {
		JsonNode data = json.get("data");
		if (data == null) {
			throw invalid("it has no 'data'");
		}
		JsonNode schema = json.path("schema");
		if (!schema.isString()) {
			throw invalid("it has no 'schema' that is a string");
		}
		return new SelfDescribingData(SchemaKey.parse(schema.stringValue()), data);
	}

	private static IgluFormatException invalid(String reason) {
		return new IgluFormatException(ParseError.INVALID_DATA_PAYLOAD, "this is no self-describing JSON: " + reason);
	}

}
