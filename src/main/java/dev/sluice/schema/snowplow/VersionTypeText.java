package dev.sluice.schema.snowplow;

import java.util.stream.Collectors;

import dev.sluice.schema.snowplow.FieldType.Scalar;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Types as bad rows of {@link EntityLayout#V1} name them: as JSON.
 */
final class VersionTypeText {

	private VersionTypeText() {
	}

	static String of(FieldType type) {
		if (type instanceof FieldType.Struct struct) {
			return struct.fields()
				.stream()
				.map(VersionTypeText::field)
				.collect(Collectors.joining(",", "{\"Record\":{\"fields\":[", "]}}"));
		}
		if (type instanceof FieldType.Array array) {
			return of(array.element());
		}
		return empty((type instanceof Scalar scalar) ? name(scalar) : "Numeric");
	}

	private static String field(Field field) {
		String mode = field.required() ? "Required" : "Nullable";
		String name = JsonNodeFactory.instance.stringNode(field.accessors().get(0)).toString();
		return "{\"name\":" + name + ",\"fieldType\":" + of(field.type()) + ",\"mode\":"
				+ empty((field.type() instanceof FieldType.Array) ? "Repeated" : mode) + "}";
	}

	private static String empty(String name) {
		return "{\"" + name + "\":{}}";
	}

	private static String name(Scalar type) {
		return switch (type) {
			case STRING, TEXT, JSON -> "String";
			case BOOLEAN -> "Boolean";
			case INT32, INT64 -> "Integer";
			case FLOAT64 -> "Float";
			case NUMERIC -> "Numeric";
			case DATE, DATE_TEXT -> "Date";
			case TIMESTAMP, TIMESTAMP_TEXT -> "Timestamp";
			case DATETIME_TEXT -> "DateTime";
		};
	}

}
