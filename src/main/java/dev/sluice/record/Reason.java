package dev.sluice.record;

import java.util.Locale;

/**
 * Why a record cannot be loaded: the closed list of reason codes of dead letters, metrics
 * and the administration.
 */
public enum Reason {

	/** The value is not well-formed in the pipeline's format. */
	MALFORMED,

	/** The value is well-formed, but no row, such as a top-level scalar. */
	NOT_A_ROW,

	/** The record or one of its values is larger than a limit. */
	TOO_LARGE,

	/** The value has no content and the pipeline wants none of those. */
	TOMBSTONE,

	/** A value does not fit its column's type. */
	WRONG_TYPE,

	/** A value fits its column's type, but not its range, length, precision or scale. */
	OUT_OF_RANGE,

	/** A REQUIRED column has no value. */
	MISSING_VALUE,

	/** A field has no column and the pipeline does not add any. */
	UNKNOWN_FIELD,

	/** A field's name cannot become a column's name, or two names become the same. */
	BAD_NAME,

	/** The same key twice in one object. */
	DUPLICATE_FIELD,

	/** No registry has the schema that the record names, or it is not usable. */
	UNKNOWN_SCHEMA,

	/** The table's name cannot be formed from the record. */
	NO_TABLE,

	/** The template would form more tables than allowed. */
	TOO_MANY_TABLES,

	/** The table cannot take another column. */
	TOO_MANY_COLUMNS,

	/** BigQuery refuses the column that the record needs. */
	COLUMN_REFUSED,

	/** BigQuery refuses the row. */
	ROW_REFUSED,

	/** The transform itself failed on the record. */
	TRANSFORM_FAILED,

	/** The repeater has used up its attempts. */
	ATTEMPTS_USED_UP;

	/**
	 * The code in headers, metrics and documents, such as {@code wrong-type}.
	 */
	public String code() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
