package dev.sluice.fuzz;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import dev.sluice.table.Column;
import dev.sluice.table.ColumnType;

/**
 * How a row must look in the formats.
 */
final class RowForms {

	private RowForms() {
	}

	/**
	 * A row without NULLs and empty arrays, which the wire format has no bytes for.
	 */
	static Map<String, Object> onWire(Map<String, Object> row) {
		Map<String, Object> bare = new LinkedHashMap<>();
		row.forEach((name, value) -> {
			if (value != Verdict.NULL && !value.equals(List.of())) {
				bare.put(name, wireValue(value));
			}
		});
		return bare;
	}

	@SuppressWarnings("unchecked")
	private static Object wireValue(Object value) {
		if (value instanceof Map<?, ?> struct) {
			return onWire((Map<String, Object>) struct);
		}
		if (value instanceof List<?> elements && elements.stream().anyMatch((element) -> element instanceof Map)) {
			return elements.stream().map(RowForms::wireValue).toList();
		}
		return value;
	}

	/**
	 * The columns with a DEFAULT that a row says are NULL.
	 */
	static Set<String> explicitNulls(List<Column> columns, Map<String, Object> row) {
		Set<String> nulls = new TreeSet<>();
		for (Column column : columns) {
			Object value = row.get(column.name());
			if (column.defaultExpression() != null && (value == Verdict.NULL || List.of().equals(value))) {
				nulls.add(column.name());
			}
		}
		return nulls;
	}

	/**
	 * A row whose JSON values are on one line.
	 */
	static Map<String, Object> asJson(List<Column> columns, Map<String, Object> row) {
		Map<String, Object> lines = new LinkedHashMap<>(row);
		for (Column column : columns) {
			lines.computeIfPresent(column.name(),
					(name, value) -> (value instanceof List<?> elements)
							? elements.stream().map((element) -> jsonValue(column.type(), element)).toList()
							: jsonValue(column.type(), value));
		}
		return lines;
	}

	@SuppressWarnings("unchecked")
	private static Object jsonValue(ColumnType type, Object value) {
		if (value instanceof Map<?, ?> struct && type instanceof ColumnType.Struct columns) {
			return asJson(columns.columns(), (Map<String, Object>) struct);
		}
		boolean json = type.kind() == ColumnType.Kind.JSON && value instanceof String;
		return json ? ((String) value).replace('\n', ' ').replace('\r', ' ') : value;
	}

}
