package dev.sluice.transform;

/**
 * What happens to a record without a value (a tombstone).
 */
public enum OnNullValue {

	/** It is dropped and counted. */
	FILTER,

	/** It is a bad row. */
	DEAD_LETTER,

	/** It becomes a row of the pipeline's own columns, such as the key. */
	ROW

}
