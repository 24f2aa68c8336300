package dev.sluice.transform;

/**
 * What happens to a field of a record that has no column.
 */
public enum OnUnknownField {

	/** The column is added to the table. */
	ADD,

	/** The field is left out. */
	IGNORE,

	/** The field is kept in the overflow column. */
	OVERFLOW,

	/** The record is a bad row. */
	DEAD_LETTER

}
