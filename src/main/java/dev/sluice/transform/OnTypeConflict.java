package dev.sluice.transform;

/**
 * What happens to a value that cannot become its column's type.
 */
public enum OnTypeConflict {

	/** The record is a bad row. */
	DEAD_LETTER,

	/** The value is kept in the overflow column, and its own column is NULL. */
	OVERFLOW

}
