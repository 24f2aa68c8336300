package dev.sluice.transform.snowplow;

import java.nio.charset.StandardCharsets;

import dev.sluice.schema.iglu.SchemaKey;
import dev.sluice.schema.iglu.SchemaVersion;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.POJONode;
import tools.jackson.databind.node.StringNode;
import tools.jackson.databind.util.RawValue;

/**
 * The JSON in events as trees, for what lies off the common path: its numbers keep their
 * text, and of several members of one name the last counts.
 */
final class EventJson {

	private static final String SNOWPLOW = "com.snowplowanalytics.snowplow";

	private static final SchemaKey CONTEXTS = wrapper("contexts");

	private static final SchemaKey UNSTRUCT_EVENT = wrapper("unstruct_event");

	private static final JsonMapper MAPPER = JsonMapper.shared();

	private EventJson() {
	}

	private static SchemaKey wrapper(String name) {
		return new SchemaKey(SNOWPLOW, name, "jsonschema", new SchemaVersion(1, 0, 0));
	}

	static ObjectNode object() {
		return JsonNodeFactory.instance.objectNode();
	}

	static ArrayNode array() {
		return JsonNodeFactory.instance.arrayNode();
	}

	/**
	 * Reads JSON.
	 * @throws JacksonException if the text is none
	 */
	static JsonNode parse(String text) {
		try (JsonParser parser = MAPPER.createParser(text)) {
			JsonNode json = value(parser, parser.nextToken());
			if (parser.nextToken() != null) {
				throw new IllegalArgumentException("Not JSON: more text comes after the value");
			}
			return json;
		}
	}

	private static JsonNode value(JsonParser parser, @Nullable JsonToken token) {
		if (token == null) {
			throw new IllegalArgumentException("Not JSON: the text is blank");
		}
		return switch (token) {
			case START_OBJECT -> members(parser);
			case START_ARRAY -> elements(parser);
			case VALUE_STRING -> StringNode.valueOf(parser.getString());
			case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new POJONode(new RawValue(parser.getString()));
			case VALUE_TRUE -> BooleanNode.TRUE;
			case VALUE_FALSE -> BooleanNode.FALSE;
			case VALUE_NULL -> NullNode.instance;
			default -> throw new IllegalArgumentException("Not JSON: " + token);
		};
	}

	private static ObjectNode members(JsonParser parser) {
		ObjectNode object = object();
		for (String name = parser.nextName(); name != null; name = parser.nextName()) {
			object.set(name, value(parser, parser.nextToken()));
		}
		return object;
	}

	private static ArrayNode elements(JsonParser parser) {
		ArrayNode array = array();
		for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
			array.add(value(parser, token));
		}
		return array;
	}

	static String text(JsonNode json) {
		return MAPPER.writeValueAsString(json);
	}

	static byte[] bytes(JsonNode json) {
		return text(json).getBytes(StandardCharsets.UTF_8);
	}

	/**
	 * Takes the data out of the wrapper of a JSON column.
	 * @throws IllegalArgumentException if it is no such wrapper; says why
	 */
	static JsonNode unwrap(JsonNode json, boolean contexts) {
		SelfDescribing wrapper = SelfDescribing.of(json);
		SchemaKey wanted = contexts ? CONTEXTS : UNSTRUCT_EVENT;
		SchemaKey given = wrapper.schema();
		boolean matches = given.vendor().equals(wanted.vendor()) && given.name().equals(wanted.name())
				&& given.format().equals(wanted.format()) && given.version().model() == 1
				&& given.version().revision() == 0;
		if (!matches) {
			throw new IllegalArgumentException("Unknown payload: " + given.uri());
		}
		return wrapper.data();
	}

	/**
	 * Puts data into the wrapper of a JSON column.
	 */
	static ObjectNode wrap(JsonNode data, boolean contexts) {
		return new SelfDescribing(contexts ? CONTEXTS : UNSTRUCT_EVENT, data).toJson();
	}

}
