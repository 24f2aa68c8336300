package dev.sluice.emulator.duckdb;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

import dev.sluice.emulator.catalog.Field;
import dev.sluice.emulator.catalog.FieldType;

/**
 * The DuckDB type of each column.
 *
 * What DuckDB has no type for is a structure of a name that says what it is, so that the
 * type survives any expression. A BIGNUMERIC in it is a text that sorts as its value
 * does.
 */
public final class DuckTypes {

	/** A BIGNUMERIC, as {@link BigNumerics} writes it. */
	public static final String BIGNUMERIC = "STRUCT(bignumeric VARCHAR)";

	/** A GEOGRAPHY, as its writer gave it. */
	public static final String GEOGRAPHY = "STRUCT(geography VARCHAR)";

	/** The name of the field that holds the inclusive start of a RANGE. */
	public static final String RANGE_START = "range_start";

	/** The name of the field that holds the exclusive end of a RANGE. */
	public static final String RANGE_END = "range_end";

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
				yield "STRUCT(" + RANGE_START + ' ' + element + ", " + RANGE_END + ' ' + element + ")";
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
			case BIGNUMERIC -> BIGNUMERIC;
			case GEOGRAPHY -> GEOGRAPHY;
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
