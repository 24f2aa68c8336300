package dev.sluice.schema.iglu;

import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The text of schemas, whose numbers keep all their digits: how many there are after the
 * point says something.
 */
final class SchemaJson {

	private static final JsonMapper MAPPER = JsonMapper.builder()
		.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
		.disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
		.build();

	private SchemaJson() {
	}

	/**
	 * Reads a schema.
	 * @throws tools.jackson.core.JacksonException if the text is no JSON
	 */
	static JsonNode parse(byte[] text) {
		return MAPPER.readTree(text);
	}

}
