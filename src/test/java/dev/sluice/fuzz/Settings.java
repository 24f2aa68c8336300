package dev.sluice.fuzz;

import dev.sluice.transform.OnTypeConflict;
import dev.sluice.transform.OnUnknownField;
import dev.sluice.transform.json.JsonProperties;

/**
 * What a pipeline's settings say of its rows.
 *
 * @param json how JSON becomes rows
 * @param onUnknownField what happens to a field that has no column
 * @param onTypeConflict what happens to a value that cannot become its column's type
 */
record Settings(JsonProperties json, OnUnknownField onUnknownField, OnTypeConflict onTypeConflict) {

	/** The name of the column for what has no other place. */
	static final String OVERFLOW_COLUMN = "overflow";

	static final Settings DEFAULTS = new Settings(new JsonProperties(false,
			new JsonProperties.Timestamp(JsonProperties.ExcessDigits.DEAD_LETTER, JsonProperties.EpochUnit.MS),
			JsonProperties.Arrays.DEAD_LETTER, JsonProperties.Decimals.FLOAT64, true, JsonProperties.Nested.STRUCT),
			OnUnknownField.ADD, OnTypeConflict.DEAD_LETTER);

	boolean conflictsOverflow() {
		return this.onTypeConflict == OnTypeConflict.OVERFLOW;
	}

	/**
	 * Whether the pipeline itself fills the overflow column.
	 */
	boolean overflows() {
		return conflictsOverflow() || this.onUnknownField == OnUnknownField.OVERFLOW;
	}

}
