package dev.sluice.schema.snowplow;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.sluice.schema.jsonschema.JsonSchema;
import dev.sluice.schema.jsonschema.JsonType;
import dev.sluice.table.ColumnName;

/**
 * What becomes of the schemas and values that Snowplow's loaders lose or cannot insert.
 */
public enum EntityRules {

	/**
	 * Arrays in arrays are JSON text, fields of one name get different ones, names that
	 * BigQuery reserves are changed, and null for a required property is an error.
	 */
	SLUICE,

	/**
	 * As in Snowplow's loaders, which lose such values without a word or make columns and
	 * rows that BigQuery refuses.
	 */
	PARITY;

	/**
	 * The name of a property's field.
	 */
	String fieldName(String property) {
		String name = FieldNames.of(property);
		String allowed = (this == SLUICE) ? ColumnName.of(name) : name;
		return (allowed != null) ? allowed : name;
	}

	/**
	 * The schema of what must be one value: of an array's element, or of an entity.
	 * Arrays are not, and become as if nothing was known of them.
	 */
	JsonSchema single(JsonSchema schema) {
		return (this == SLUICE && schema.is(JsonType.ARRAY)) ? JsonSchema.ANYTHING : schema;
	}

	/**
	 * The fields with names of their own: of those with the same name, all but the one
	 * whose property sorts first get a number.
	 */
	List<Field> distinct(List<Field> fields) {
		Set<String> taken = new HashSet<>();
		fields.forEach((field) -> taken.add(field.name()));
		if (this == PARITY || taken.size() == fields.size()) {
			return fields;
		}
		Map<Field, Field> renamed = new HashMap<>();
		Set<String> given = new HashSet<>();
		List<Field> byProperty = new ArrayList<>(fields);
		byProperty.sort(Comparator.comparing((field) -> field.accessors().get(0)));
		for (Field field : byProperty) {
			String name = field.name();
			if (!given.add(name)) {
				int number = 2;
				while (!taken.add(name + "_" + number)) {
					number++;
				}
				name = name + "_" + number;
			}
			renamed.put(field, field.named(name));
		}
		return fields.stream().map(renamed::get).toList();
	}

}
