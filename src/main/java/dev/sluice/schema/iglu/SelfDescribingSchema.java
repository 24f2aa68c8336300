package dev.sluice.schema.iglu;

import java.util.List;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A JSON Schema that names itself.
 *
 * @param key its name
 * @param body the schema without {@code $schema} and {@code self}
 */
public record SelfDescribingSchema(SchemaKey key, JsonNode body) {

	/** What {@code $schema} says in every self-describing schema. */
	static final String METASCHEMA = "http://iglucentral.com/schemas/com.snowplowanalytics.self-desc/schema/jsonschema/1-0-0#";

	/**
	 * Reads a self-describing schema.
	 * @throws IgluFormatException if it is none
	 */
	public static SelfDescribingSchema parse(JsonNode document) {
		if (!METASCHEMA.equals(document.path("$schema").asString(""))) {
			throw new IgluFormatException(ParseError.INVALID_METASCHEMA, "'$schema' is not " + METASCHEMA);
		}
		JsonNode self = document.path("self");
		SchemaKey key = new SchemaKey(text(self, "vendor"), text(self, "name"), text(self, "format"),
				SchemaVersion.parse(self.path("version").asString("")));
		ObjectNode body = ((ObjectNode) document).deepCopy();
		return new SelfDescribingSchema(key, body.without(List.of("$schema", "self")));
	}

	private static String text(JsonNode self, String name) {
		JsonNode value = self.path(name);
		if (!value.isString()) {
			throw new IgluFormatException(ParseError.INVALID_SCHEMA, "'self' has no '" + name + "' that is a string");
		}
		return value.stringValue();
	}

}
