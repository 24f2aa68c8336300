package dev.sluice.table;

/**
 * A cursor over the values of an encoded row, or of a struct in it, that this process has
 * written. Elements of a repeated field come one by one.
 */
interface RowFields {

	/**
	 * Goes to the next value; false at the end.
	 */
	boolean next();

	/**
	 * The field of the value.
	 */
	int field();

	/**
	 * Whether the row says of a field with a DEFAULT that it is NULL, rather than nothing
	 * at all; known when there is no next value.
	 */
	boolean isNull(int field);

	/**
	 * A cursor over the same values from the first on.
	 */
	RowFields again();

	/**
	 * A cursor over the values in the present one, which is a struct.
	 */
	RowFields inside();

}
