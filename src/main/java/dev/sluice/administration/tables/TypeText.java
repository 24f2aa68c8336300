package dev.sluice.administration.tables;

import java.util.stream.Collectors;

import dev.sluice.table.Column;
import dev.sluice.table.ColumnType;

/**
 * Types of columns in the words of GoogleSQL.
 */
final class TypeText {

	private TypeText() {
	}

	/**
	 * The type of a column, an ARRAY if it is repeated.
	 */
	static String of(Column column) {
		String type = of(column.type());
		return (column.mode() == Column.Mode.REPEATED) ? "ARRAY<" + type + ">" : type;
	}

	private static String of(ColumnType type) {
		if (type instanceof ColumnType.Struct struct) {
			return struct.columns()
				.stream()
				.map((column) -> column.name() + " " + of(column))
				.collect(Collectors.joining(", ", "STRUCT<", ">"));
		}
		if (type instanceof ColumnType.Range range) {
			return "RANGE<" + of(range.element()) + ">";
		}
		if (type instanceof ColumnType.Sized sized && sized.maxLength() != null) {
			return sized.kind() + "(" + sized.maxLength() + ")";
		}
		if (type instanceof ColumnType.Decimal decimal && decimal.precision() != null) {
			return decimal.kind() + "(" + decimal.precision()
					+ ((decimal.scale() != null) ? ", " + decimal.scale() : "") + ")";
		}
		return type.kind().name();
	}

}
