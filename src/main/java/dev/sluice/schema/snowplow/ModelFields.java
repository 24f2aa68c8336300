package dev.sluice.schema.snowplow;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.sluice.schema.jsonschema.JsonSchema;
import dev.sluice.schema.jsonschema.JsonType;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The fields of a simplified schema, for {@link EntityLayout#V2}.
 */
final class ModelFields {

	private final EntityRules rules;

	ModelFields(EntityRules rules) {
		this.rules = rules;
	}

	/**
	 * The field of an event or an entity.
	 * @return the field, or {@code null} if all values are empty
	 */
	@Nullable Field root(String name, JsonSchema schema, ShredProperty property) {
		return field(name, property.repeated() ? this.rules.single(schema) : schema, false);
	}

	/**
	 * The field of a property.
	 * @return the field, or {@code null} if all values are empty
	 */
	@Nullable Field field(String property, JsonSchema schema, boolean required) {
		FieldType type = type(schema);
		return (type != null)
				? new Field(this.rules.fieldName(property), type, required && !permitsNull(schema), List.of(property))
				: null;
	}

	private @Nullable FieldType type(JsonSchema schema) {
		if (schema.is(JsonType.OBJECT)) {
			return object(schema);
		}
		if (schema.is(JsonType.ARRAY)) {
			return array(schema);
		}
		return ModelScalars.of(schema);
	}

	/**
	 * Whether null is permitted: by the types, by the values where they decide, or where
	 * neither says anything.
	 */
	private static boolean permitsNull(JsonSchema schema) {
		List<JsonNode> values = schema.values();
		boolean decided = schema.is(JsonType.OBJECT) || schema.is(JsonType.ARRAY) || ModelScalars.typed(schema) != null;
		if (!decided && values != null) {
			return values.stream().anyMatch(JsonNode::isNull);
		}
		return schema.types() == null || schema.listsNull();
	}

	private @Nullable FieldType array(JsonSchema schema) {
		JsonSchema element = schema.arrays().element();
		if (element == null) {
			return new FieldType.Array(FieldType.Scalar.JSON, true);
		}
		JsonSchema single = this.rules.single(element);
		FieldType type = type(single);
		return (type != null) ? new FieldType.Array(type, permitsNull(single)) : null;
	}

	private @Nullable FieldType object(JsonSchema schema) {
		List<Field> fields = new ArrayList<>();
		new TreeMap<>(schema.objects().members()).forEach((name, member) -> {
			Field field = field(name, member, schema.objects().requires(name));
			if (field != null) {
				fields.add(field);
			}
		});
		if (!fields.isEmpty()) {
			return new FieldType.Struct(collapsed(fields));
		}
		return schema.objects().closed() ? null : FieldType.Scalar.JSON;
	}

	/**
	 * Fields of one name become one, which is like the first and is filled from all.
	 */
	private static List<Field> collapsed(List<Field> fields) {
		Map<String, Field> byName = new LinkedHashMap<>();
		fields.forEach((field) -> byName.merge(field.name(), field, Field::alsoFrom));
		return byName.values().stream().sorted(Comparator.comparing(Field::name)).toList();
	}

}
