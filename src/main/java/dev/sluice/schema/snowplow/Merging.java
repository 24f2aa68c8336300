package dev.sluice.schema.snowplow;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The field that takes the values of two versions of a schema.
 */
final class Merging {

	private Merging() {
	}

	/**
	 * Merges two fields.
	 * @return the field, which has the first one's name and fields first, or {@code null}
	 * if no one type takes the values of both
	 */
	static @Nullable Field merge(Field older, Field newer) {
		FieldType type = merge(older.type(), newer.type());
		if (type == null) {
			return null;
		}
		Field filled = older.alsoFrom(newer);
		return new Field(older.name(), type, older.required() && newer.required(), filled.accessors());
	}

	private static @Nullable FieldType merge(FieldType older, FieldType newer) {
		if (older instanceof FieldType.Struct one && newer instanceof FieldType.Struct other) {
			return merge(one, other);
		}
		if (older instanceof FieldType.Array one && newer instanceof FieldType.Array other) {
			FieldType element = merge(one.element(), other.element());
			return (element != null) ? new FieldType.Array(element, one.nullable() || other.nullable()) : null;
		}
		return older.equals(newer) ? older : null;
	}

	private static FieldType.@Nullable Struct merge(FieldType.Struct older, FieldType.Struct newer) {
		Map<String, Field> added = new LinkedHashMap<>();
		newer.fields().forEach((field) -> added.put(field.name(), field));
		List<Field> fields = new ArrayList<>();
		for (Field field : older.fields()) {
			Field other = added.remove(field.name());
			Field merged = (other != null) ? merge(field, other) : field.optional();
			if (merged == null) {
				return null;
			}
			fields.add(merged);
		}
		added.values().forEach((field) -> fields.add(field.optional()));
		return new FieldType.Struct(fields);
	}

}
