package dev.sluice.table;

import java.util.List;

import dev.sluice.table.Column.Mode;
import dev.sluice.table.ColumnType.Kind;

/**
 * The column that takes the values of two guesses at it. INT64 widens to NUMERIC,
 * BIGNUMERIC or FLOAT64, NUMERIC to BIGNUMERIC, DATE and TIMESTAMP to STRING; structs
 * have the columns of both; all other pairs, and single values with arrays, make JSON.
 */
public final class ColumnWidening {

	private ColumnWidening() {
	}

	/**
	 * Widens a column so that it also takes what another one takes.
	 * @return a column with the first one's name, default and description
	 */
	public static Column widen(Column column, Column other) {
		boolean repeated = column.mode() == Mode.REPEATED;
		ColumnType type = widen(column.type(), other.type());
		boolean conflict = repeated != (other.mode() == Mode.REPEATED)
				|| (type.kind() == Kind.JSON && !column.type().equals(other.type()));
		if (conflict) {
			return as(column, ColumnType.JSON, Mode.NULLABLE);
		}
		Mode mode = (column.mode() == other.mode()) ? column.mode() : Mode.NULLABLE;
		return as(column, type, mode);
	}

	/**
	 * The type of all values that two types take; JSON where there is no other.
	 */
	public static ColumnType widen(ColumnType type, ColumnType other) {
		if (type.equals(other)) {
			return type;
		}
		if (type instanceof ColumnType.Struct struct && other instanceof ColumnType.Struct second) {
			return new ColumnType.Struct(merge(struct.columns(), second.columns()));
		}
		Kind kind = type.kind();
		if (kind == other.kind()) {
			return widest(kind);
		}
		return (rank(kind) < rank(other.kind())) ? widen(kind, other.kind()) : widen(other.kind(), kind);
	}

	/**
	 * The columns of two structs, those of both widened.
	 */
	static List<Column> merge(List<Column> columns, List<Column> others) {
		TableSchema merged = new TableSchema(columns);
		for (Column other : others) {
			Column known = merged.find(other.name());
			merged = merged.with((known != null) ? widen(known, other) : other);
		}
		return merged.columns();
	}

	private static ColumnType widen(Kind narrow, Kind wide) {
		return switch (wide) {
			case FLOAT64 -> (narrow == Kind.INT64) ? ColumnType.FLOAT64 : ColumnType.JSON;
			case NUMERIC -> (narrow == Kind.INT64) ? ColumnType.NUMERIC : ColumnType.JSON;
			case BIGNUMERIC ->
				(narrow == Kind.INT64 || narrow == Kind.NUMERIC) ? ColumnType.BIGNUMERIC : ColumnType.JSON;
			case STRING -> (narrow == Kind.DATE || narrow == Kind.TIMESTAMP) ? ColumnType.STRING : ColumnType.JSON;
			default -> ColumnType.JSON;
		};
	}

	/**
	 * The type of a kind without limits on length, precision or scale, which differ.
	 */
	private static ColumnType widest(Kind kind) {
		return switch (kind) {
			case NUMERIC -> ColumnType.NUMERIC;
			case BIGNUMERIC -> ColumnType.BIGNUMERIC;
			case STRING -> ColumnType.STRING;
			case BYTES -> ColumnType.BYTES;
			default -> ColumnType.JSON;
		};
	}

	private static int rank(Kind kind) {
		return List.of(Kind.INT64, Kind.NUMERIC, Kind.BIGNUMERIC, Kind.FLOAT64, Kind.DATE, Kind.TIMESTAMP, Kind.STRING)
			.indexOf(kind);
	}

	private static Column as(Column column, ColumnType type, Mode mode) {
		return new Column(column.name(), type, mode, column.defaultExpression(), column.description());
	}

}
