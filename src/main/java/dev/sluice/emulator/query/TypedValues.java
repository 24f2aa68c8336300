package dev.sluice.emulator.query;

import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.sluice.emulator.catalog.Field;
import dev.sluice.emulator.duckdb.BigNumerics;
import dev.sluice.emulator.row.Literals;
import dev.sluice.emulator.row.RangeValue;
import org.jspecify.annotations.Nullable;

/**
 * Rows that were read as texts, as the values that
 * {@link dev.sluice.emulator.row.RowEncoder} takes.
 */
final class TypedValues {

	private TypedValues() {
	}

	static Map<String, Object> row(List<Field> fields, @Nullable Object[] values) {
		Map<String, Object> row = new LinkedHashMap<>();
		for (int i = 0; i < values.length; i++) {
			Object value = values[i];
			if (value != null) {
				row.put(fields.get(i).name(), value(fields.get(i), value));
			}
		}
		return row;
	}

	private static Object value(Field field, Object value) {
		if (!field.repeated()) {
			return single(field, value);
		}
		List<@Nullable Object> elements = new ArrayList<>();
		for (Object element : (@Nullable Object[]) value) {
			elements.add((element != null) ? single(field, element) : null);
		}
		return elements;
	}

	private static Object single(Field field, Object value) {
		return switch (field.type()) {
			case RECORD -> row(field.fields(), (@Nullable Object[]) value);
			case RANGE -> range(field, (@Nullable Object[]) value);
			case BIGNUMERIC -> BigNumerics.read((String) ((Object[]) value)[0]);
			case GEOGRAPHY -> ((Object[]) value)[0];
			case BYTES -> Base64.getDecoder().decode((String) value);
			default -> Literals.parse(field.type(), value.toString());
		};
	}

	private static RangeValue range(Field field, @Nullable Object[] ends) {
		Field end = ResultTypes.rangeEnd(field);
		return new RangeValue((ends[0] != null) ? single(end, ends[0]) : null,
				(ends[1] != null) ? single(end, ends[1]) : null);
	}

}
