package dev.sluice.schema.snowplow;

import java.util.stream.Collectors;

import dev.sluice.schema.snowplow.FieldType.Scalar;

/**
 * Types as bad rows of {@link EntityLayout#V2} name them: as Scala prints them.
 */
final class ModelTypeText {

	private ModelTypeText() {
	}

	static String of(FieldType type) {
		if (type instanceof FieldType.Decimal decimal) {
			return "Decimal(Digits" + decimal.precision() + "," + decimal.scale() + ")";
		}
		if (type instanceof FieldType.Struct struct) {
			return struct.fields()
				.stream()
				.map(ModelTypeText::field)
				.collect(Collectors.joining(", ", "Struct(NonEmptyVector(", "))"));
		}
		if (type instanceof FieldType.Array array) {
			return "Array(" + of(array.element()) + "," + nullability(!array.nullable()) + ")";
		}
		return name((Scalar) type);
	}

	private static String field(Field field) {
		String accessors = field.accessors().stream().collect(Collectors.joining(", ", "Set(", ")"));
		return "Field(" + field.name() + "," + of(field.type()) + "," + nullability(field.required()) + "," + accessors
				+ ")";
	}

	private static String nullability(boolean required) {
		return required ? "Required" : "Nullable";
	}

	private static String name(Scalar type) {
		return switch (type) {
			case STRING, TEXT -> "String";
			case BOOLEAN -> "Boolean";
			case INT32 -> "Integer";
			case INT64 -> "Long";
			case FLOAT64 -> "Double";
			case NUMERIC -> "Decimal(Digits38,9)";
			case DATE, DATE_TEXT -> "Date";
			case TIMESTAMP, TIMESTAMP_TEXT, DATETIME_TEXT -> "Timestamp";
			case JSON -> "Json";
		};
	}

}
