package dev.sluice.table;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * The columns of a table, or of a struct in it, compiled for looking up and encoding.
 * Immutable.
 * <p>
 * A field is the index of a column in its layout, from 0. Fields are append-only for a
 * table's life in the process: {@link #evolve} gives every column that was known before
 * the same field, so that rows encoded with an older layout stay valid with a newer one.
 * A column whose encoding has changed, since it was dropped and added again with another
 * type, counts as a new one. The protobuf number of a field is its index + 1.
 */
public final class RowLayout {

	/** What {@link #field} answers for a name without a column. */
	public static final int NONE = -1;

	private final TableName table;

	private final @Nullable FieldPath path;

	private final int version;

	private final TableSchema schema;

	private final Column[] columns;

	private final @Nullable RowLayout[] nested;

	private final BitSet inForce;

	private final byte[][] names;

	private final ColumnType.Kind[] kinds;

	private final @Nullable RequiredColumns requiredColumns;

	private final BitSet defaulted = new BitSet();

	private final NameIndex index;

	private RowLayout(TableName table, @Nullable FieldPath path, int version, TableSchema schema, Fields fields) {
		this.table = table;
		this.path = path;
		this.version = version;
		this.schema = schema;
		this.columns = fields.columns.toArray(new Column[0]);
		this.nested = fields.nested.toArray(new RowLayout[0]);
		this.inForce = fields.inForce;
		this.names = new byte[this.columns.length][];
		this.kinds = new ColumnType.Kind[this.columns.length];
		this.index = new NameIndex(this.columns.length);
		boolean required = false;
		for (int field = 0; field < this.columns.length; field++) {
			this.names[field] = this.columns[field].name().getBytes(StandardCharsets.UTF_8);
			this.kinds[field] = this.columns[field].type().kind();
			if (this.inForce.get(field)) {
				this.index.add(this.columns[field].name(), field);
				RowLayout struct = this.nested[field];
				this.defaulted.set(field, this.columns[field].defaultExpression() != null);
				required |= required(field) || (struct != null && struct.hasRequired());
			}
		}
		this.requiredColumns = required ? new RequiredColumns(this) : null;
	}

	/**
	 * The first layout of a table. Of columns whose names differ only by case, the first
	 * is found.
	 */
	public static RowLayout of(TableName table, TableSchema schema) {
		return of(table, null, schema);
	}

	private static RowLayout of(TableName table, @Nullable FieldPath path, TableSchema schema) {
		return new RowLayout(table, path, 1, schema, new Fields(table, path, null, schema));
	}

	/**
	 * This layout after a change of the table's schema, with {@link #version()} one
	 * higher; this very layout if nothing that concerns rows has changed. Columns that
	 * are gone are no longer found, and their fields are not used again.
	 */
	public RowLayout evolve(TableSchema schema) {
		Fields fields = new Fields(this.table, this.path, this, schema);
		return fields.sameAs(this) ? this : new RowLayout(this.table, this.path, this.version + 1, schema, fields);
	}

	/**
	 * Whether rows that were encoded with another layout of the same life are valid with
	 * this one: whether none of its columns has gone or changed its encoding since.
	 */
	public boolean accepts(RowLayout other) {
		for (int field = other.inForce.nextSetBit(0); field >= 0; field = other.inForce.nextSetBit(field + 1)) {
			if (!this.inForce.get(field)) {
				return false;
			}
			RowLayout struct = this.nested[field];
			RowLayout otherStruct = other.nested[field];
			if (struct != null && otherStruct != null && !struct.accepts(otherStruct)) {
				return false;
			}
		}
		return true;
	}

	public TableName table() {
		return this.table;
	}

	/**
	 * The layout's version, from 1, rising with each change.
	 */
	public int version() {
		return this.version;
	}

	/**
	 * The schema that this layout was made from.
	 */
	public TableSchema schema() {
		return this.schema;
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
		if (expected >= 0 && expected < this.names.length) {
			byte[] candidate = this.names[expected];
			if (Arrays.equals(candidate, 0, candidate.length, name, from, to) && this.inForce.get(expected)) {
				return expected;
			}
		}
		return this.index.find(name, from, to);
	}

	public int field(String name) {
		return this.index.find(name);
	}

	/**
	 * The number of fields, those of columns that are gone included.
	 */
	public int size() {
		return this.columns.length;
	}

	public Column column(int field) {
		return this.columns[field];
	}

	public ColumnType.Kind kind(int field) {
		return this.kinds[field];
	}

	public boolean repeated(int field) {
		return this.columns[field].mode() == Column.Mode.REPEATED;
	}

	public boolean required(int field) {
		return this.columns[field].mode() == Column.Mode.REQUIRED;
	}

	/**
	 * Whether any column in force is REQUIRED, here or in a struct.
	 */
	public boolean hasRequired() {
		return this.requiredColumns != null;
	}

	/**
	 * The check of REQUIRED columns; {@code null} if none is.
	 */
	@Nullable RequiredColumns requiredColumns() {
		return this.requiredColumns;
	}

	/**
	 * The fields of columns in force that have a DEFAULT; must not be changed.
	 */
	BitSet defaulted() {
		return this.defaulted;
	}

	/**
	 * Whether {@code field} belongs to a column that is gone.
	 */
	public boolean retired(int field) {
		return !this.inForce.get(field);
	}

	/**
	 * The layout of a STRUCT field.
	 * @throws IllegalArgumentException if the field is no STRUCT
	 */
	public RowLayout nested(int field) {
		RowLayout struct = this.nested[field];
		if (struct == null) {
			throw new IllegalArgumentException("column '" + this.columns[field].name() + "' is no STRUCT");
		}
		return struct;
	}

	/**
	 * The path of this layout in its table; {@code null} for the table itself.
	 */
	public @Nullable FieldPath path() {
		return this.path;
	}

	/**
	 * The path of a field in its table.
	 */
	public FieldPath path(int field) {
		String name = this.columns[field].name();
		return (this.path != null) ? this.path.child(name) : FieldPath.of(name);
	}

	/**
	 * The name of a field as UTF-8; must not be changed.
	 */
	byte[] name(int field) {
		return this.names[field];
	}

	/**
	 * The fields of a layout to be: those of the layout before it, then new ones.
	 */
	private static final class Fields {

		private final List<Column> columns = new ArrayList<>();

		private final List<@Nullable RowLayout> nested = new ArrayList<>();

		private final BitSet inForce = new BitSet();

		Fields(TableName table, @Nullable FieldPath path, @Nullable RowLayout before, TableSchema schema) {
			if (before != null) {
				this.columns.addAll(Arrays.asList(before.columns));
				this.nested.addAll(Arrays.asList(before.nested));
			}
			for (Column column : schema.columns()) {
				int known = (before != null) ? before.field(column.name()) : NONE;
				if (known != NONE && encodedAlike(this.columns.get(known), column)) {
					this.columns.set(known, column);
					RowLayout struct = this.nested.get(known);
					this.nested.set(known, (struct != null) ? struct.evolve(inner(column)) : null);
					this.inForce.set(known);
				}
				else {
					this.inForce.set(this.columns.size());
					this.columns.add(column);
					FieldPath inside = (path != null) ? path.child(column.name()) : FieldPath.of(column.name());
					boolean struct = column.type().kind() == ColumnType.Kind.STRUCT;
					this.nested.add(struct ? of(table, inside, inner(column)) : null);
				}
			}
		}

		private static TableSchema inner(Column column) {
			return new TableSchema(((ColumnType.Struct) column.type()).columns());
		}

		private static boolean encodedAlike(Column before, Column after) {
			boolean sameShape = (before.mode() == Column.Mode.REPEATED) == (after.mode() == Column.Mode.REPEATED)
					&& before.type().kind() == after.type().kind();
			return sameShape && (before.type().kind() != ColumnType.Kind.RANGE || before.type().equals(after.type()));
		}

		boolean sameAs(RowLayout before) {
			if (this.columns.size() != before.size() || !this.inForce.equals(before.inForce)) {
				return false;
			}
			for (int field = 0; field < this.columns.size(); field++) {
				if (this.nested.get(field) != before.nested[field]
						|| !sameForRows(this.columns.get(field), before.columns[field])) {
					return false;
				}
			}
			return true;
		}

		private static boolean sameForRows(Column one, Column other) {
			boolean struct = one.type().kind() == ColumnType.Kind.STRUCT;
			return (struct || one.type().equals(other.type())) && one.name().equals(other.name())
					&& one.mode() == other.mode() && Objects.equals(one.defaultExpression(), other.defaultExpression());
		}

	}

}
