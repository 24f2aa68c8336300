package dev.sluice.schema.snowplow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

import dev.sluice.schema.iglu.IgluSchema;
import dev.sluice.schema.iglu.SchemaKey;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Files of cases, with numbers as they are written.
 */
final class VectorJson {

	private static final JsonMapper MAPPER = JsonMapper.builder()
		.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
		.disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
		.build();

	private VectorJson() {
	}

	static JsonNode read(Path file) {
		return MAPPER.readTree(file.toFile());
	}

	static JsonNode parse(String text) {
		return MAPPER.readTree(text);
	}

	static List<JsonNode> lines(Path file) throws IOException {
		return Files.readAllLines(file).stream().map(VectorJson::parse).toList();
	}

	static IgluSchema schema(String uri, JsonNode document) {
		return new IgluSchema(SchemaKey.parse(uri), document, Instant.EPOCH);
	}

	static EntityRules rules(dev.sluice.conformance.Rules rules) {
		return EntityRules.valueOf(rules.name());
	}

}
