package dev.sluice.emulator.duckdb;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

import dev.sluice.emulator.catalog.Field;
import dev.sluice.emulator.catalog.FieldType;

/**
 * The DuckDB type of each column.
 *
 * BIGNUMERIC has more digits than any number of DuckDB, so it is kept as text.
 */
public final class DuckTypes {

	private DuckTypes() {
	}

	/**
	 * Returns a column's type as DuckDB writes it.
	 */
	public static String of(Field field) {
		return element(field) + (field.repeated() ? "[]" : "");
	}

	private static String element(Field field) {
		return switch (field.type()) {
			case RECORD -> "STRUCT(" + columns(field.fields()) + ")";
			case RANGE -> {
				String element = scalar(Objects.requireNonNull(field.rangeElement()));
				yield "STRUCT(\"start\" " + element + ", \"end\" " + element + ")";
			}
			default -> scalar(field.type());
		};
	}

	private static String scalar(FieldType type) {
		return switch (type) {
			case BYTES -> "BLOB";
			case INTEGER -> "BIGINT";
			case FLOAT -> "DOUBLE";
			case BOOLEAN -> "BOOLEAN";
			case NUMERIC -> "DECIMAL(38, 9)";
			case DATE -> "DATE";
			case TIME -> "TIME";
			case DATETIME -> "TIMESTAMP";
			case TIMESTAMP -> "TIMESTAMPTZ";
			case JSON -> "JSON";
			default -> "VARCHAR";
		};
	}

	static String columns(List<Field> fields) {
		return fields.stream().map((field) -> quote(field.name()) + ' ' + of(field)).collect(Collectors.joining(", "));
	}

	/**
	 * Quotes a name.
	 */
	public static String quote(String name) {
		return '"' + name.replace("\"", "\"\"") + '"';
	}

}
