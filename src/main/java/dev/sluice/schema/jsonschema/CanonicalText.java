package dev.sluice.schema.jsonschema;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Schemas written as JSON in one fixed way, the one of Snowplow's own library for schemas
 * with few properties.
 */
final class CanonicalText {

	private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

	private CanonicalText() {
	}

	static String of(JsonSchema schema) {
		return node(schema).toString();
	}

	private static ObjectNode node(JsonSchema schema) {
		ObjectNode node = NODES.objectNode();
		number(node, "multipleOf", schema.numbers().multipleOf());
		number(node, "minimum", schema.numbers().minimum());
		number(node, "maximum", schema.numbers().maximum());
		number(node, "maxLength", schema.text().maxLength());
		number(node, "minLength", schema.text().minLength());
		node.put("pattern", schema.text().pattern());
		node.put("format", schema.text().format());
		node.put("$schema", schema.annotations().metaSchema());
		node.set("items", items(schema.arrays().items()));
		node.set("additionalItems", additional(schema.arrays().additionalItems()));
		number(node, "minItems", schema.arrays().minItems());
		number(node, "maxItems", schema.arrays().maxItems());
		node.set("properties", members(schema.objects().properties()));
		node.set("additionalProperties", additional(schema.objects().additionalProperties()));
		node.set("required", list(schema.objects().required(), NODES::stringNode));
		node.set("patternProperties", members(schema.objects().patternProperties()));
		node.set("type", types(schema.types()));
		node.set("enum", list(schema.values(), Function.identity()));
		node.set("oneOf", list(schema.oneOf(), CanonicalText::node));
		node.set("anyOf", list(schema.anyOf(), CanonicalText::node));
		node.put("description", schema.annotations().description());
		return node;
	}

	private static void number(ObjectNode node, String keyword, @Nullable BigDecimal number) {
		if (number == null) {
			node.putNull(keyword);
		}
		else if (number.scale() == 0) {
			node.put(keyword, number.toBigInteger());
		}
		else {
			node.put(keyword, number);
		}
	}

	private static <T> @Nullable ArrayNode list(@Nullable Collection<T> elements, Function<T, JsonNode> writer) {
		if (elements == null) {
			return null;
		}
		ArrayNode list = NODES.arrayNode();
		elements.forEach((element) -> list.add(writer.apply(element)));
		return list;
	}

	private static @Nullable ObjectNode members(@Nullable Map<String, JsonSchema> schemas) {
		if (schemas == null) {
			return null;
		}
		ObjectNode members = NODES.objectNode();
		schemas.forEach((name, schema) -> members.set(name, node(schema)));
		return members;
	}

	private static @Nullable JsonNode items(@Nullable Items items) {
		if (items instanceof Items.Tuple tuple) {
			return list(tuple.schemas(), CanonicalText::node);
		}
		return (items instanceof Items.Each each) ? node(each.schema()) : null;
	}

	private static @Nullable JsonNode additional(@Nullable Additional additional) {
		if (additional instanceof Additional.Any any) {
			return NODES.booleanNode(any.allowed());
		}
		return (additional instanceof Additional.Fitting fitting) ? node(fitting.schema()) : null;
	}

	private static @Nullable JsonNode types(@Nullable Types types) {
		if (types == null) {
			return null;
		}
		return types.listed() ? list(types.types(), (type) -> NODES.stringNode(type.word()))
				: NODES.stringNode(types.types().get(0).word());
	}

}
