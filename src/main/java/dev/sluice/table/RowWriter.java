package dev.sluice.table;

import java.math.BigDecimal;

/**
 * Receives the values of one row, typed, field by field. A field is an index of the
 * {@link #layout() layout} in force; inside a struct, of the struct's own layout.
 * <p>
 * A value that is not written is NULL or, where the table says so, the column's default.
 * Elements of a repeated field are written one after the other between
 * {@link #beginArray} and {@link #endArray}. The caller has checked types and ranges; a
 * writer never fails because of data. Not thread-safe.
 */
public interface RowWriter {

	/**
	 * The layout that {@code field} refers to now: the table's or, between
	 * {@link #beginStruct} and {@link #endStruct}, the struct's.
	 */
	RowLayout layout();

	void bool(int field, boolean value);

	void int64(int field, long value);

	void float64(int field, double value);

	/**
	 * Writes {@code unscaled × 10^-scale} to a NUMERIC or BIGNUMERIC field.
	 */
	void decimal(int field, long unscaled, int scale);

	void decimal(int field, BigDecimal value);

	/**
	 * Writes text to a STRING, JSON, GEOGRAPHY or INTERVAL field.
	 * @param field the field
	 * @param utf8 holds the text as valid UTF-8
	 * @param from where it begins
	 * @param to where it ends, exclusive
	 */
	void utf8(int field, byte[] utf8, int from, int to);

	void bytes(int field, byte[] bytes, int from, int to);

	/**
	 * Writes a DATE.
	 * @param field the field
	 * @param epochDay days since 1970-01-01
	 */
	void date(int field, int epochDay);

	/**
	 * Writes a TIME.
	 * @param field the field
	 * @param micros microseconds since midnight
	 */
	void time(int field, long micros);

	/**
	 * Writes a DATETIME.
	 * @param field the field
	 * @param micros microseconds since 1970-01-01T00:00:00 in no time zone
	 */
	void datetime(int field, long micros);

	/**
	 * Writes a TIMESTAMP.
	 * @param field the field
	 * @param micros microseconds since the epoch
	 */
	void timestamp(int field, long micros);

	/**
	 * Writes an explicit NULL, which differs from an absent value where the column has a
	 * default.
	 */
	void nullValue(int field);

	void beginStruct(int field);

	void endStruct();

	/**
	 * Begins a RANGE, whose fields are 0 (start) and 1 (end), absent where unbounded.
	 */
	void beginRange(int field);

	void endRange();

	void beginArray(int field);

	void endArray();

	/**
	 * The present position, to return to by {@link #rollback}; also inside structs that
	 * are open now.
	 */
	int mark();

	/**
	 * Forgets all that was written since the mark was taken; structs and arrays opened
	 * since are closed.
	 */
	void rollback(int mark);

}
