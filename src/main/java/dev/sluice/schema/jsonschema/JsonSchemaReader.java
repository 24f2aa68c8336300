package dev.sluice.schema.jsonschema;

import java.math.BigDecimal;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Schemas read from JSON. One keyword of a wrong shape anywhere makes the whole unusable.
 */
final class JsonSchemaReader {

	/** Numbers beyond are left as they are written, without asking for their digits. */
	private static final int LARGEST_EXPONENT = 1000;

	private boolean unusable;

	@Nullable JsonSchema read(JsonNode document) {
		JsonSchema schema = schema(document);
		return this.unusable ? null : schema;
	}

	private JsonSchema schema(JsonNode node) {
		if (!node.isObject()) {
			return refuse(JsonSchema.ANYTHING);
		}
		NumberKeywords numbers = new NumberKeywords(keyword(node, "multipleOf", this::quotableNumber),
				keyword(node, "minimum", this::number), keyword(node, "maximum", this::number));
		TextKeywords text = new TextKeywords(keyword(node, "maxLength", this::whole),
				keyword(node, "minLength", this::whole), keyword(node, "pattern", this::text),
				keyword(node, "format", this::text));
		ArrayKeywords arrays = new ArrayKeywords(keyword(node, "items", this::items),
				keyword(node, "additionalItems", this::additional), keyword(node, "minItems", this::whole),
				keyword(node, "maxItems", this::whole));
		ObjectKeywords objects = new ObjectKeywords(keyword(node, "properties", this::schemasByName),
				keyword(node, "additionalProperties", this::additional), keyword(node, "required", this::texts),
				keyword(node, "patternProperties", this::schemasByName));
		return new JsonSchema(numbers, text, arrays, objects, keyword(node, "type", this::types),
				keyword(node, "enum", this::values), keyword(node, "oneOf", this::schemas),
				keyword(node, "anyOf", this::schemas), new JsonSchema.Annotations(keyword(node, "$schema", this::uri),
						keyword(node, "description", this::text)));
	}

	private static <T> @Nullable T keyword(JsonNode schema, String name, Function<JsonNode, T> reader) {
		JsonNode value = schema.get(name);
		return (value == null || value.isNull()) ? null : reader.apply(value);
	}

	private <T> T refuse(T standIn) {
		this.unusable = true;
		return standIn;
	}

	private BigDecimal number(JsonNode node) {
		if (!node.isNumber()) {
			return refuse(BigDecimal.ZERO);
		}
		BigDecimal number = node.decimalValue();
		boolean whole = Math.abs(number.scale()) < LARGEST_EXPONENT
				&& (number.signum() == 0 || number.stripTrailingZeros().scale() <= 0);
		return whole ? number.setScale(0) : number;
	}

	/**
	 * A number that may also stand in quotes, as older schemas have it.
	 */
	private BigDecimal quotableNumber(JsonNode node) {
		if (!node.isString()) {
			return number(node);
		}
		try {
			return number(JsonNodeFactory.instance.numberNode(new BigDecimal(node.stringValue())));
		}
		catch (NumberFormatException ex) {
			return refuse(BigDecimal.ZERO);
		}
	}

	private BigDecimal whole(JsonNode node) {
		BigDecimal number = quotableNumber(node);
		return (number.scale() == 0) ? number : refuse(BigDecimal.ZERO);
	}

	private String text(JsonNode node) {
		return node.isString() ? node.stringValue() : refuse("");
	}

	private String uri(JsonNode node) {
		try {
			return URI.create(text(node)).toString();
		}
		catch (IllegalArgumentException ex) {
			return refuse("");
		}
	}

	private List<String> texts(JsonNode node) {
		return list(node, this::text);
	}

	private List<JsonSchema> schemas(JsonNode node) {
		return list(node, this::schema);
	}

	private List<JsonNode> values(JsonNode node) {
		return list(node, Function.identity());
	}

	private <T> List<T> list(JsonNode node, Function<JsonNode, T> reader) {
		List<T> elements = new ArrayList<>();
		if (!node.isArray()) {
			return refuse(elements);
		}
		node.forEach((element) -> elements.add(reader.apply(element)));
		return List.copyOf(elements);
	}

	private Map<String, JsonSchema> schemasByName(JsonNode node) {
		Map<String, JsonSchema> schemas = new LinkedHashMap<>();
		if (!node.isObject()) {
			return refuse(schemas);
		}
		node.properties().forEach((member) -> schemas.put(member.getKey(), schema(member.getValue())));
		return schemas;
	}

	private Items items(JsonNode node) {
		return node.isArray() ? new Items.Tuple(schemas(node)) : new Items.Each(schema(node));
	}

	private Additional additional(JsonNode node) {
		return node.isBoolean() ? new Additional.Any(node.booleanValue()) : new Additional.Fitting(schema(node));
	}

	private Types types(JsonNode node) {
		if (!node.isArray()) {
			return new Types(List.of(type(node)), false);
		}
		List<JsonType> listed = list(node, this::type);
		return new Types(listed.stream().distinct().toList(), listed.size() != 1);
	}

	private JsonType type(JsonNode node) {
		JsonType type = JsonType.of(text(node));
		return (type != null) ? type : refuse(JsonType.NULL);
	}

}
