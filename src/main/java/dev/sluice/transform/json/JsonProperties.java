package dev.sluice.transform.json;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How JSON becomes rows.
 *
 * @param textInStrings whether objects and arrays may go to a STRING column, as text
 * @param timestamp how timestamps are read
 * @param arrays what a top-level array is: a bad row, or one row per element
 * @param decimals type of a new column for numbers with a fraction or an exponent
 * @param detectDates whether strings that look like dates and timestamps make columns of
 * these types; otherwise all strings make STRING
 * @param nested type of a new column for objects
 */
public record JsonProperties(@DefaultValue("false") boolean textInStrings, @DefaultValue Timestamp timestamp,
		@DefaultValue("dead-letter") Arrays arrays, @DefaultValue("float64") Decimals decimals,
		@DefaultValue("true") boolean detectDates, @DefaultValue("struct") Nested nested) {

	/**
	 * How timestamps are read.
	 *
	 * @param excessDigits what happens to digits below microseconds that are not zero
	 * @param epochUnit unit of timestamps that are numbers
	 */
	public record Timestamp(@DefaultValue("dead-letter") ExcessDigits excessDigits,
			@DefaultValue("ms") EpochUnit epochUnit) {

	}

	/** What happens to digits that a TIMESTAMP cannot hold. */
	public enum ExcessDigits {

		/** The record is a bad row. */
		DEAD_LETTER,

		/** They are left out. */
		DROP

	}

	/** The unit of a number that is a timestamp, counted from 1970-01-01T00:00:00Z. */
	public enum EpochUnit {

		/** Seconds. */
		S,

		/** Milliseconds. */
		MS,

		/** Microseconds. */
		US,

		/** Nanoseconds. */
		NS

	}

	/** What a top-level array is. */
	public enum Arrays {

		/** A bad row. */
		DEAD_LETTER,

		/** One row per element, settled together as one record. */
		ROWS

	}

	/** The type of a new column for numbers with a fraction or an exponent. */
	public enum Decimals {

		FLOAT64, NUMERIC

	}

	/** The type of a new column for objects. */
	public enum Nested {

		STRUCT, JSON

	}

}
