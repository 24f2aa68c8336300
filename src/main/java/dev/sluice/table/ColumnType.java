package dev.sluice.table;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The type of a column, as BigQuery knows them.
 */
public sealed interface ColumnType {

	ColumnType BOOL = new Simple(Kind.BOOL);

	ColumnType INT64 = new Simple(Kind.INT64);

	ColumnType FLOAT64 = new Simple(Kind.FLOAT64);

	ColumnType NUMERIC = new Decimal(Kind.NUMERIC, null, null);

	ColumnType BIGNUMERIC = new Decimal(Kind.BIGNUMERIC, null, null);

	ColumnType STRING = new Sized(Kind.STRING, null);

	ColumnType BYTES = new Sized(Kind.BYTES, null);

	ColumnType DATE = new Simple(Kind.DATE);

	ColumnType TIME = new Simple(Kind.TIME);

	ColumnType DATETIME = new Simple(Kind.DATETIME);

	ColumnType TIMESTAMP = new Simple(Kind.TIMESTAMP);

	ColumnType JSON = new Simple(Kind.JSON);

	ColumnType GEOGRAPHY = new Simple(Kind.GEOGRAPHY);

	ColumnType INTERVAL = new Simple(Kind.INTERVAL);

	Kind kind();

	/**
	 * The kinds of types, for switches on the hot path.
	 */
	enum Kind {

		BOOL, INT64, FLOAT64, NUMERIC, BIGNUMERIC, STRING, BYTES, DATE, TIME, DATETIME, TIMESTAMP, JSON, GEOGRAPHY,
		INTERVAL, RANGE, STRUCT

	}

	/**
	 * A type without parameters.
	 *
	 * @param kind the kind
	 */
	record Simple(Kind kind) implements ColumnType {

	}

	/**
	 * STRING or BYTES.
	 *
	 * @param kind the kind
	 * @param maxLength the largest number of characters or bytes, or {@code null}
	 */
	record Sized(Kind kind, @Nullable Long maxLength) implements ColumnType {

	}

	/**
	 * NUMERIC or BIGNUMERIC.
	 *
	 * @param kind the kind
	 * @param precision the largest number of digits, or {@code null}
	 * @param scale the largest number of digits after the point, or {@code null}
	 */
	record Decimal(Kind kind, @Nullable Integer precision, @Nullable Integer scale) implements ColumnType {

	}

	/**
	 * A range of dates or times.
	 *
	 * @param element DATE, DATETIME or TIMESTAMP
	 */
	record Range(ColumnType element) implements ColumnType {

		@Override
		public Kind kind() {
			return Kind.RANGE;
		}

	}

	/**
	 * A nested record.
	 *
	 * @param columns its columns
	 */
	record Struct(List<Column> columns) implements ColumnType {

		public Struct {
			columns = List.copyOf(columns);
		}

		@Override
		public Kind kind() {
			return Kind.STRUCT;
		}

	}

}
