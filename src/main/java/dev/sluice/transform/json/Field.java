package dev.sluice.transform.json;

import dev.sluice.table.Column;
import dev.sluice.table.ColumnType;
import dev.sluice.table.RowLayout;
import org.jspecify.annotations.Nullable;

/**
 * What keys stand for: a column, compiled for casting, or something that has none.
 */
final class Field {

	/** Where records cannot say anything: a column that Sluice itself fills. */
	static final int RESERVED = -2;

	private final int index;

	private final String name;

	private final ColumnType.Kind kind;

	private final boolean repeated;

	private final @Nullable Fields nested;

	private final long maxLength;

	private final @Nullable DecimalLimits decimalLimits;

	private final ColumnType.Kind elementKind;

	private long lastObject;

	private Field(int index, Column column, @Nullable Fields nested) {
		this.index = index;
		this.name = column.name();
		this.kind = column.type().kind();
		this.repeated = column.mode() == Column.Mode.REPEATED;
		this.nested = nested;
		this.maxLength = (column.type() instanceof ColumnType.Sized sized && sized.maxLength() != null)
				? sized.maxLength() : Long.MAX_VALUE;
		this.elementKind = (column.type() instanceof ColumnType.Range range) ? range.element().kind() : this.kind;
		this.decimalLimits = (column.type() instanceof ColumnType.Decimal decimal) ? DecimalLimits.of(decimal) : null;
	}

	/**
	 * A field with a column.
	 */
	static Field of(RowLayout layout, int index, @Nullable Fields nested) {
		return new Field(index, layout.column(index), nested);
	}

	/**
	 * A field without a column.
	 * @param name the name that its column would have, or its own
	 */
	static Field unknown(String name) {
		return new Field(RowLayout.NONE, Column.nullable(name, ColumnType.JSON), null);
	}

	/**
	 * A column that is not for records to fill.
	 */
	static Field reserved(String name) {
		return new Field(RESERVED, Column.nullable(name, ColumnType.JSON), null);
	}

	/**
	 * Notes that an object has this field.
	 * @param object the object's number, another one for each object that is read
	 * @return false if it has been noted already
	 */
	boolean enter(long object) {
		if (this.lastObject == object) {
			return false;
		}
		this.lastObject = object;
		return true;
	}

	/**
	 * The field's index in its layout; negative without a column.
	 */
	int index() {
		return this.index;
	}

	/**
	 * The column's name.
	 */
	String name() {
		return this.name;
	}

	ColumnType.Kind kind() {
		return this.kind;
	}

	boolean repeated() {
		return this.repeated;
	}

	/**
	 * The fields of a STRUCT.
	 */
	Fields nested() {
		if (this.nested == null) {
			throw new IllegalStateException("no STRUCT");
		}
		return this.nested;
	}

	/**
	 * The largest number of characters or bytes.
	 */
	long maxLength() {
		return this.maxLength;
	}

	/**
	 * The limits of a NUMERIC or BIGNUMERIC.
	 */
	DecimalLimits decimalLimits() {
		if (this.decimalLimits == null) {
			throw new IllegalStateException("neither NUMERIC nor BIGNUMERIC");
		}
		return this.decimalLimits;
	}

	/**
	 * The kind of a RANGE's bounds.
	 */
	ColumnType.Kind elementKind() {
		return this.elementKind;
	}

}
