package dev.sluice.mutator.topic;

import java.util.Collection;
import java.util.List;

import dev.sluice.mutator.MutatorProperties.Format;
import dev.sluice.schema.snowplow.ShreddedType;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is written to a types topic.
 */
final class TypesMessages {

	private static final String SHREDDED_TYPE = "iglu:com.snowplowanalytics.snowplow/shredded_type/jsonschema/1-0-0";

	private static final JsonMapper JSON = new JsonMapper();

	private TypesMessages() {
	}

	/**
	 * The messages that announce types; none if there are no types.
	 */
	static List<byte[]> of(Collection<ShreddedType> types, Format format) {
		if (types.isEmpty()) {
			return List.of();
		}
		return switch (format) {
			case ARRAY -> List.of(array(types));
			case SHREDDED_TYPE -> types.stream().map(TypesMessages::selfDescribing).toList();
		};
	}

	private static byte[] array(Collection<ShreddedType> types) {
		ArrayNode array = JSON.createArrayNode();
		types.forEach((type) -> describe(type, "type", array.addObject()));
		return JSON.writeValueAsBytes(array);
	}

	private static byte[] selfDescribing(ShreddedType type) {
		ObjectNode json = JSON.createObjectNode().put("schema", SHREDDED_TYPE);
		describe(type, "location", json.putObject("data"));
		return JSON.writeValueAsBytes(json);
	}

	private static void describe(ShreddedType type, String property, ObjectNode json) {
		json.put("schema", type.key().uri()).put(property, type.property().name());
	}

}
