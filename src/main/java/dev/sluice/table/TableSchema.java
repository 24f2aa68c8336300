package dev.sluice.table;

import java.util.List;

/**
 * The columns of a table.
 *
 * @param columns the columns, in the table's order; their names differ without case
 */
public record TableSchema(List<Column> columns) {

	public static final TableSchema EMPTY = new TableSchema(List.of());

	public TableSchema {
		columns = List.copyOf(columns);
	}

}
