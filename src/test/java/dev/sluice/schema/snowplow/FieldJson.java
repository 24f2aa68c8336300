package dev.sluice.schema.snowplow;

import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.sluice.table.Column;
import dev.sluice.table.ColumnType;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Fields and columns as files of cases write them.
 */
final class FieldJson {

	private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

	/** The names of types in the columns of single versions. */
	private static final Map<String, String> VERSION_TYPES = Map.of("STRUCT", "RECORD", "INT64", "INTEGER", "FLOAT64",
			"FLOAT", "BOOL", "BOOLEAN");

	private FieldJson() {
	}

	/**
	 * A column of a model.
	 */
	static ObjectNode ofModel(Column column) {
		return column(column, Map.of());
	}

	/**
	 * A column of one version.
	 */
	static ObjectNode ofVersion(Column column) {
		return column(column, VERSION_TYPES);
	}

	private static ObjectNode column(Column column, Map<String, String> types) {
		String kind = column.type().kind().name();
		ObjectNode node = NODES.objectNode();
		node.put("name", column.name());
		node.put("type", types.getOrDefault(kind, kind));
		node.put("mode", column.mode().name());
		if (column.type() instanceof ColumnType.Struct struct) {
			ArrayNode fields = node.putArray("fields");
			struct.columns().forEach((field) -> fields.add(column(field, types)));
		}
		return node;
	}

	/**
	 * A field with the names of its properties.
	 */
	static Field raw(Field field) {
		return new Field(field.accessors().get(0), raw(field.type()), field.required());
	}

	private static FieldType raw(FieldType type) {
		if (type instanceof FieldType.Struct struct) {
			return new FieldType.Struct(struct.fields().stream().map(FieldJson::raw).toList());
		}
		return (type instanceof FieldType.Array array) ? new FieldType.Array(raw(array.element()), array.nullable())
				: type;
	}

	/**
	 * A field with its exact type.
	 */
	static ObjectNode ofType(Field field) {
		ObjectNode node = NODES.objectNode();
		node.put("name", field.name());
		node.put("nullability", field.required() ? "REQUIRED" : "NULLABLE");
		node.set("type", type(field.type()));
		if (!field.accessors().equals(List.of(field.name()))) {
			ArrayNode accessors = node.putArray("accessors");
			field.accessors().stream().sorted().forEach(accessors::add);
		}
		return node;
	}

	private static ObjectNode type(FieldType type) {
		ObjectNode node = NODES.objectNode();
		if (type instanceof FieldType.Decimal decimal) {
			return node.put("kind", "Decimal").put("precision", decimal.precision()).put("scale", decimal.scale());
		}
		if (type instanceof FieldType.Struct struct) {
			ArrayNode fields = node.put("kind", "Struct").putArray("fields");
			struct.fields().forEach((field) -> fields.add(ofType(field)));
			return node;
		}
		if (type instanceof FieldType.Array array) {
			node.put("kind", "Array").put("elementNullability", array.nullable() ? "NULLABLE" : "REQUIRED");
			node.set("element", type(array.element()));
			return node;
		}
		return node.put("kind", kind((FieldType.Scalar) type));
	}

	private static String kind(FieldType.Scalar type) {
		return switch (type) {
			case INT32 -> "Integer";
			case INT64 -> "Long";
			case FLOAT64 -> "Double";
			default -> type.name().charAt(0) + type.name().substring(1).toLowerCase(Locale.ROOT);
		};
	}

}
