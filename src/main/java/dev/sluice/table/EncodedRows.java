package dev.sluice.table;

import java.util.Set;

/**
 * Encoded rows of one table, one after the other in one buffer.
 */
public interface EncodedRows {

	/**
	 * The layout that the rows were encoded with, or a later one of the same table.
	 */
	RowLayout layout();

	/**
	 * The number of rows, at least 1.
	 */
	int count();

	/**
	 * Holds the rows; must not be changed, nor read after the append has been answered.
	 */
	byte[] buffer();

	/**
	 * Where row {@code row} begins in the buffer.
	 */
	int start(int row);

	/**
	 * Where row {@code row} ends in the buffer, exclusive.
	 */
	int end(int row);

	/**
	 * The name of a row: the position of its record, and which of several of the record's
	 * rows it is. It is the same whenever the record is done again.
	 */
	String name(int row);

	/**
	 * The offset of a row's record in its partition. May be asked for until the append
	 * has been answered.
	 */
	long offset(int row);

	/**
	 * Top-level columns with a DEFAULT that are an explicit NULL in every one of these
	 * rows where they have no value; columns not named here take their default. None for
	 * rows in JSON, which tells a NULL from a default by itself.
	 */
	Set<String> explicitNulls();

}
