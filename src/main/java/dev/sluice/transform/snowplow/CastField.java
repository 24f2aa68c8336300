package dev.sluice.transform.snowplow;

import java.util.List;

import dev.sluice.schema.snowplow.Field;
import dev.sluice.schema.snowplow.FieldType;
import dev.sluice.table.Column;
import dev.sluice.table.ColumnType;
import dev.sluice.table.RowLayout;
import org.jspecify.annotations.Nullable;

/**
 * A field of a schema and its place in a layout, compiled for casting.
 */
final class CastField {

	private final FieldType type;

	private final boolean required;

	private final List<String> accessors;

	private final int index;

	private final ColumnType.Kind column;

	private final Form form;

	private final @Nullable CastField element;

	private final @Nullable CastFields nested;

	private final boolean tight;

	private long lastObject;

	private CastField(Field field, RowLayout layout, int index, boolean single) {
		this.type = field.type();
		this.required = field.required();
		this.accessors = field.accessors();
		this.index = index;
		this.column = (index != RowLayout.NONE) ? layout.kind(index) : ColumnType.Kind.JSON;
		this.tight = index != RowLayout.NONE && !single && !field.required() && layout.required(index);
		this.form = (index != RowLayout.NONE) ? form(field.type(), layout.column(index), single) : Form.ABSENT;
		this.element = (this.form == Form.ARRAY) ? element((FieldType.Array) field.type(), layout, index) : null;
		this.nested = (this.form == Form.STRUCT)
				? new CastFields(((FieldType.Struct) field.type()).fields(), layout.nested(index)) : null;
	}

	/**
	 * Finds a field's place by its name.
	 */
	static CastField of(Field field, RowLayout layout) {
		return new CastField(field, layout, layout.field(field.name()), false);
	}

	/**
	 * The field of the single values of a REPEATED column.
	 */
	static CastField single(Field field, RowLayout layout, int index) {
		return new CastField(field, layout, index, true);
	}

	private static CastField element(FieldType.Array array, RowLayout layout, int index) {
		return new CastField(new Field("", array.element(), !array.nullable()), layout, index, true);
	}

	/**
	 * How values of a type get to a column.
	 */
	private static Form form(FieldType type, Column column, boolean single) {
		boolean repeated = column.mode() == Column.Mode.REPEATED;
		if (type instanceof FieldType.Array && repeated) {
			return Form.ARRAY;
		}
		if (repeated != single) {
			return Form.UNFIT;
		}
		ColumnType.Kind kind = column.type().kind();
		if (kind == ColumnType.Kind.JSON || kind == ColumnType.Kind.STRING) {
			return Form.SCALAR;
		}
		if (type instanceof FieldType.Struct && kind == ColumnType.Kind.STRUCT) {
			return Form.STRUCT;
		}
		return (type instanceof FieldType.Struct || kind == ColumnType.Kind.STRUCT) ? Form.UNFIT : Form.SCALAR;
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

	FieldType type() {
		return this.type;
	}

	/** Whether null is no value of it. */
	boolean required() {
		return this.required;
	}

	/** Whether its column is REQUIRED, although it need not have a value. */
	boolean tight() {
		return this.tight;
	}

	/** Whether null is a value of it like any other: of elements that any JSON may be. */
	boolean keepsNull() {
		return this.required && this.type == FieldType.Scalar.JSON;
	}

	/** The properties that it is filled from. */
	List<String> accessors() {
		return this.accessors;
	}

	/** The field's index in its layout, or {@link RowLayout#NONE}. */
	int index() {
		return this.index;
	}

	/** The kind of its column. */
	ColumnType.Kind column() {
		return this.column;
	}

	Form form() {
		return this.form;
	}

	/** What the elements of an {@link Form#ARRAY} are. */
	CastField element() {
		if (this.element == null) {
			throw new IllegalStateException("no array");
		}
		return this.element;
	}

	/** The fields of a {@link Form#STRUCT}. */
	CastFields nested() {
		if (this.nested == null) {
			throw new IllegalStateException("no struct");
		}
		return this.nested;
	}

	/**
	 * How values get to the column.
	 */
	enum Form {

		/** As one value. */
		SCALAR,

		/** Member by member. */
		STRUCT,

		/** Element by element. */
		ARRAY,

		/** There is no such column. */
		ABSENT,

		/** The column cannot hold them. */
		UNFIT

	}

}
