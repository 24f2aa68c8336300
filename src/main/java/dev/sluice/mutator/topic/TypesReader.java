package dev.sluice.mutator.topic;

import java.util.ArrayList;
import java.util.List;

import dev.sluice.schema.iglu.IgluFormatException;
import dev.sluice.schema.iglu.SchemaCriterion;
import dev.sluice.schema.iglu.SelfDescribingData;
import dev.sluice.schema.snowplow.ShreddedType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the shapes that announcements of types have.
 */
final class TypesReader {

	private static final JsonMapper JSON = new JsonMapper();

	private static final SchemaCriterion SHREDDED_TYPE = SchemaCriterion
		.parse("iglu:com.snowplowanalytics.snowplow/shredded_type/jsonschema/1-*-*");

	private TypesReader() {
	}

	/**
	 * The types that a payload announces.
	 * @throws IllegalArgumentException if it announces none, in the words of Snowplow's
	 * mutator
	 * @throws tools.jackson.core.JacksonException if it is no JSON
	 */
	static List<ShreddedType> types(byte[] json) {
		JsonNode payload = JSON.readTree(json);
		if (payload.isArray()) {
			return legacy(payload);
		}
		if (payload.isObject() && payload.has("schema") && !payload.has("data")
				&& (payload.has("type") || payload.has("location"))) {
			return List.of(type(payload));
		}
		SelfDescribingData data = selfDescribing(payload);
		if (!SHREDDED_TYPE.matches(data.schema())) {
			throw new IllegalArgumentException("JSON payload has type " + data.schema() + ", which is unknown");
		}
		return List.of(type(data.data()));
	}

	private static List<ShreddedType> legacy(JsonNode payload) {
		List<ShreddedType> types = new ArrayList<>();
		try {
			payload.forEach((element) -> types.add(type(element)));
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException(
					"JSON payload is not legacy format neither self-describing, INVALID_DATA_PAYLOAD: "
							+ ex.getMessage(),
					ex);
		}
		return types;
	}

	private static SelfDescribingData selfDescribing(JsonNode payload) {
		try {
			return SelfDescribingData.parse(payload);
		}
		catch (IgluFormatException ex) {
			throw new IllegalArgumentException(
					"JSON payload is not legacy format neither self-describing, " + ex.error(), ex);
		}
	}

	private static ShreddedType type(JsonNode json) {
		return ShreddedType.parse(text(json, "schema"), text(json, json.has("location") ? "location" : "type"));
	}

	private static String text(JsonNode json, String property) {
		JsonNode value = json.path(property);
		if (!value.isString()) {
			throw new IllegalArgumentException("Property \"" + property + "\" is not present");
		}
		return value.stringValue();
	}

}
