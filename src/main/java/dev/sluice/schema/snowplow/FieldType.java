package dev.sluice.schema.snowplow;

import java.util.List;

import dev.sluice.table.ColumnType;

/**
 * The type of a field: which values it takes, finer than the type of its column.
 */
public sealed interface FieldType {

	/**
	 * The type of the column; of its elements for an {@link Array}.
	 */
	ColumnType columnType();

	/**
	 * A type of single values.
	 */
	@SuppressWarnings("ImmutableEnumChecker") // column types are immutable, all of them
	enum Scalar implements FieldType {

		/** A string. */
		STRING(ColumnType.STRING),

		/** A string, or the JSON text of any other value. */
		TEXT(ColumnType.STRING),

		BOOLEAN(ColumnType.BOOL),

		/** A whole number of 32 bits. */
		INT32(ColumnType.INT64),

		/** A whole number of 64 bits. */
		INT64(ColumnType.INT64),

		FLOAT64(ColumnType.FLOAT64),

		/** A number that is kept exactly. */
		NUMERIC(ColumnType.NUMERIC),

		/** A string that is a date of ISO 8601. */
		DATE(ColumnType.DATE),

		/** A string that is a date and time of ISO 8601 with its zone. */
		TIMESTAMP(ColumnType.TIMESTAMP),

		/** A string that BigQuery may read as a date. */
		DATE_TEXT(ColumnType.DATE),

		/** A string that BigQuery may read as a timestamp. */
		TIMESTAMP_TEXT(ColumnType.TIMESTAMP),

		/** A string that BigQuery may read as a date and time. */
		DATETIME_TEXT(ColumnType.DATETIME),

		/** Any value. */
		JSON(ColumnType.JSON);

		private final ColumnType columnType;

		Scalar(ColumnType columnType) {
			this.columnType = columnType;
		}

		@Override
		public ColumnType columnType() {
			return this.columnType;
		}

	}

	/**
	 * An exact number.
	 *
	 * @param precision the largest number of digits: 9, 18 or 38
	 * @param scale the number of digits after the point
	 */
	record Decimal(int precision, int scale) implements FieldType {

		private static final int LARGEST_NUMERIC_SCALE = 9;

		@Override
		public ColumnType columnType() {
			return (this.scale > LARGEST_NUMERIC_SCALE) ? ColumnType.BIGNUMERIC : ColumnType.NUMERIC;
		}

	}

	/**
	 * An object.
	 *
	 * @param fields its fields
	 */
	record Struct(List<Field> fields) implements FieldType {

		public Struct {
			fields = List.copyOf(fields);
		}

		@Override
		public ColumnType columnType() {
			return new ColumnType.Struct(this.fields.stream().map(Field::column).toList());
		}

	}

	/**
	 * An array.
	 *
	 * @param element the type of its elements
	 * @param nullable whether elements may be null, which are dropped
	 */
	record Array(FieldType element, boolean nullable) implements FieldType {

		@Override
		public ColumnType columnType() {
			return this.element.columnType();
		}

	}

}
