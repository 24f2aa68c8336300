package dev.sluice.table;

import org.jspecify.annotations.Nullable;

/**
 * The columns of a table, or of a struct in it, compiled for looking up and encoding.
 * Immutable.
 * <p>
 * A field is the index of a column in its layout, from 0. Fields are append-only for a
 * table's life in the process: {@link #evolve} gives every column that was known before
 * the same field, so that rows encoded with an older layout stay valid with a newer one.
 * The protobuf number of a field is its index + 1.
 */
public final class RowLayout {

	/** What {@link #field} answers for a name without a column. */
	public static final int NONE = -1;

	private RowLayout() {
	}

	/**
	 * The first layout of a table.
	 */
	public static RowLayout of(TableName table, TableSchema schema) {
		throw new UnsupportedOperationException();
	}

	/**
	 * This layout after a change of the table's schema, with {@link #version()} one
	 * higher; this very layout if nothing that concerns rows has changed. Columns that
	 * are gone are no longer found, and their fields are not used again.
	 */
	public RowLayout evolve(TableSchema schema) {
		throw new UnsupportedOperationException();
	}

	public TableName table() {
		throw new UnsupportedOperationException();
	}

	/**
	 * The layout's version, rising with each change.
	 */
	public int version() {
		throw new UnsupportedOperationException();
	}

	/**
	 * The schema that this layout was made from.
	 */
	public TableSchema schema() {
		throw new UnsupportedOperationException();
	}

	/**
	 * The field of a name, compared without case, or {@link #NONE}.
	 * @param name holds the name as UTF-8
	 * @param from where the name begins
	 * @param to where it ends, exclusive
	 * @param expected the field that is looked at first, usually the one after the last
	 * found; any number
	 */
	public int field(byte[] name, int from, int to, int expected) {
		throw new UnsupportedOperationException();
	}

	public int field(String name) {
		throw new UnsupportedOperationException();
	}

	/**
	 * The number of fields, those of columns that are gone included.
	 */
	public int size() {
		throw new UnsupportedOperationException();
	}

	public Column column(int field) {
		throw new UnsupportedOperationException();
	}

	public ColumnType.Kind kind(int field) {
		throw new UnsupportedOperationException();
	}

	public boolean repeated(int field) {
		throw new UnsupportedOperationException();
	}

	public boolean required(int field) {
		throw new UnsupportedOperationException();
	}

	/**
	 * Whether any column in force is REQUIRED, here or in a struct.
	 */
	public boolean hasRequired() {
		throw new UnsupportedOperationException();
	}

	/**
	 * Whether {@code field} belongs to a column that is gone.
	 */
	public boolean retired(int field) {
		throw new UnsupportedOperationException();
	}

	/**
	 * The layout of a STRUCT field.
	 * @throws IllegalArgumentException if the field is no STRUCT
	 */
	public RowLayout nested(int field) {
		throw new UnsupportedOperationException();
	}

	/**
	 * The path of this layout in its table; {@code null} for the table itself.
	 */
	public @Nullable FieldPath path() {
		throw new UnsupportedOperationException();
	}

}
