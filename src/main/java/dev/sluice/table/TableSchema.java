package dev.sluice.table;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The columns of a table.
 *
 * @param columns the columns, in the table's order; their names differ without case
 */
public record TableSchema(List<Column> columns) {

	/** The largest number of columns of a table, those inside structs included. */
	public static final int MAX_COLUMNS = 10_000;

	/** How deep structs may be nested in a table. */
	public static final int MAX_DEPTH = 15;

	public static final TableSchema EMPTY = new TableSchema(List.of());

	public TableSchema {
		columns = List.copyOf(columns);
	}

	/**
	 * The column of a name, compared without case, or {@code null}.
	 */
	public @Nullable Column find(String name) {
		int index = indexOf(this.columns, name);
		return (index >= 0) ? this.columns.get(index) : null;
	}

	/**
	 * The column at a path, compared without case, or {@code null}.
	 */
	public @Nullable Column find(FieldPath path) {
		List<Column> inside = this.columns;
		Column found = null;
		for (String name : path.names()) {
			int index = indexOf(inside, name);
			if (index < 0) {
				return null;
			}
			found = inside.get(index);
			inside = nested(found);
		}
		return found;
	}

	/**
	 * The number of columns, structs and those inside them included.
	 */
	public int columnCount() {
		return count(this.columns);
	}

	/**
	 * Whether this schema can take one more column within BigQuery's limits on their
	 * number and depth.
	 * @param parent the path of the struct that would take it; {@code null} for the table
	 * @param column the column
	 */
	public boolean hasRoomFor(@Nullable FieldPath parent, Column column) {
		int above = (parent != null) ? parent.names().size() : 0;
		return columnCount() + count(List.of(column)) <= MAX_COLUMNS && above + depth(List.of(column)) <= MAX_DEPTH;
	}

	/**
	 * This schema with a column in the place of another of its name, or at the end.
	 */
	TableSchema with(Column column) {
		List<Column> changed = new ArrayList<>(this.columns);
		int index = indexOf(changed, column.name());
		if (index >= 0) {
			changed.set(index, column);
		}
		else {
			changed.add(column);
		}
		return new TableSchema(changed);
	}

	/**
	 * The columns of a STRUCT; empty for any other type.
	 */
	static List<Column> nested(Column column) {
		return (column.type() instanceof ColumnType.Struct struct) ? struct.columns() : List.of();
	}

	private static int indexOf(List<Column> columns, String name) {
		for (int i = 0; i < columns.size(); i++) {
			if (NameIndex.same(columns.get(i).name(), name)) {
				return i;
			}
		}
		return -1;
	}

	private static int count(List<Column> columns) {
		int count = columns.size();
		for (Column column : columns) {
			count += count(nested(column));
		}
		return count;
	}

	private static int depth(List<Column> columns) {
		int depth = 0;
		for (Column column : columns) {
			if (column.type() instanceof ColumnType.Struct struct) {
				depth = Math.max(depth, 1 + depth(struct.columns()));
			}
		}
		return depth;
	}

}
