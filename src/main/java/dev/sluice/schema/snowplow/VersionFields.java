package dev.sluice.schema.snowplow;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import dev.sluice.schema.jsonschema.JsonSchema;
import dev.sluice.schema.jsonschema.JsonType;
import dev.sluice.schema.snowplow.FieldType.Scalar;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The fields of one version of a schema, for {@link EntityLayout#V1} and
 * {@link EntityLayout#LEGACY}.
 */
final class VersionFields {

	private static final Comparator<Field> ORDER = Comparator.comparingInt(VersionFields::rank)
		.thenComparing((field) -> field.accessors().get(0));

	private final EntityRules rules;

	private final boolean legacy;

	VersionFields(EntityLayout layout, EntityRules rules) {
		this.rules = rules;
		this.legacy = layout == EntityLayout.LEGACY;
	}

	/**
	 * The field of an event or an entity, which is one value whatever its schema says.
	 */
	Field root(String name, JsonSchema schema) {
		Field field = field(name, this.rules.single(schema), false);
		return (field.type() instanceof FieldType.Array array) ? new Field(name, array.element(), false) : field;
	}

	/**
	 * The field of a property.
	 */
	Field field(String property, JsonSchema schema, boolean required) {
		String name = this.rules.fieldName(property);
		List<String> accessors = List.of(property);
		JsonSchema element = schema.arrays().element();
		if (schema.is(JsonType.ARRAY) && element != null) {
			return new Field(name, array(field(property, this.rules.single(element), false).type()), false, accessors);
		}
		if (schema.is(JsonType.OBJECT) && !schema.objects().members().isEmpty()) {
			return new Field(name, struct(schema), required, accessors);
		}
		List<JsonNode> values = schema.values();
		boolean container = schema.is(JsonType.OBJECT) || schema.is(JsonType.ARRAY);
		Scalar type = scalar(schema);
		if (type == null && values != null && !container) {
			boolean needed = required && values.stream().noneMatch(JsonNode::isNull);
			return new Field(name, enumerated(values), needed, accessors);
		}
		return new Field(name, (type != null) ? type : Scalar.TEXT, required && !schema.listsNull(), accessors);
	}

	private static FieldType array(FieldType element) {
		return (element instanceof FieldType.Array) ? element : new FieldType.Array(element, true);
	}

	private FieldType struct(JsonSchema schema) {
		List<Field> fields = new ArrayList<>();
		schema.objects()
			.members()
			.forEach((name, member) -> fields.add(field(name, member, schema.objects().requires(name))));
		fields.sort(ORDER);
		return new FieldType.Struct(this.rules.distinct(fields));
	}

	/** REQUIRED fields come first, then REPEATED, then NULLABLE ones. */
	private static int rank(Field field) {
		if (field.type() instanceof FieldType.Array) {
			return 1;
		}
		return field.required() ? 0 : 2;
	}

	private @Nullable Scalar scalar(JsonSchema schema) {
		if (schema.is(JsonType.STRING)) {
			return string(String.valueOf(schema.text().format()));
		}
		if (schema.is(JsonType.BOOLEAN)) {
			return Scalar.BOOLEAN;
		}
		if (schema.is(JsonType.INTEGER)) {
			return Scalar.INT64;
		}
		boolean number = schema.is(JsonType.NUMBER) || schema.is(JsonType.NUMBER, JsonType.INTEGER);
		return number ? Scalar.FLOAT64 : null;
	}

	private Scalar string(String format) {
		return switch (format) {
			case "date" -> this.legacy ? Scalar.DATE : Scalar.DATE_TEXT;
			case "date-time" -> this.legacy ? Scalar.TIMESTAMP : Scalar.TIMESTAMP_TEXT;
			default -> Scalar.TEXT;
		};
	}

	private static Scalar enumerated(List<JsonNode> values) {
		if (values.stream().allMatch((value) -> value.isString() || value.isNull())) {
			return Scalar.TEXT;
		}
		if (values.stream().allMatch((value) -> value.isNull() || isWhole(value))) {
			return Scalar.INT64;
		}
		return values.stream().allMatch((value) -> value.isNull() || value.isNumber()) ? Scalar.FLOAT64 : Scalar.TEXT;
	}

	private static boolean isWhole(JsonNode value) {
		if (!value.isNumber()) {
			return false;
		}
		BigDecimal number = value.decimalValue();
		return number.signum() == 0 || number.stripTrailingZeros().scale() <= 0;
	}

}
