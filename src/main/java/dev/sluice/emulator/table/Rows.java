package dev.sluice.emulator.table;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.sluice.emulator.catalog.Field;
import org.jspecify.annotations.Nullable;

/**
 * Decoded rows by the names of their columns.
 */
final class Rows {

	private Rows() {
	}

	static Map<String, @Nullable Object> map(List<Field> columns, @Nullable Object[] values) {
		Map<String, @Nullable Object> row = new LinkedHashMap<>();
		for (int i = 0; i < columns.size(); i++) {
			row.put(columns.get(i).name(), value(columns.get(i), values[i]));
		}
		return row;
	}

	private static @Nullable Object value(Field column, @Nullable Object value) {
		if (!column.repeated()) {
			return single(column, value);
		}
		List<@Nullable Object> elements = new ArrayList<>();
		for (Object element : (value != null) ? (List<?>) value : List.of()) {
			elements.add(single(column, element));
		}
		return elements;
	}

	private static @Nullable Object single(Field column, @Nullable Object value) {
		return (value instanceof @Nullable Object[] values) ? map(column.fields(), values) : value;
	}

}
