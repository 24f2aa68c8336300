package dev.sluice.pipeline;

import java.util.HashMap;
import java.util.Map;

import dev.sluice.mutator.TableState;
import dev.sluice.table.ColumnAdditions;
import dev.sluice.table.RowLayout;
import dev.sluice.table.TableName;
import dev.sluice.table.TableSchema;

/**
 * The layouts of rows that do not wait for columns which their tables lack: those of the
 * catalog, and as much more as the rows need. Owned by one listener thread.
 */
final class WiderLayouts {

	private final Map<TableName, Wider> wider = new HashMap<>();

	private final TableTargets targets;

	WiderLayouts(TableTargets targets) {
		this.targets = targets;
	}

	/**
	 * The layout of a table that is ready.
	 */
	RowLayout of(TableName table) {
		RowLayout catalog = catalog(table);
		Wider known = this.wider.get(table);
		return (known != null && known.catalog() == catalog) ? known.layout() : catalog;
	}

	private RowLayout catalog(TableName table) {
		if (!(this.targets.target(table).state() instanceof TableState.Ready ready)) {
			throw new IllegalStateException("table " + table + " is not ready");
		}
		return ready.catalog();
	}

	/**
	 * Adds columns.
	 * @return whether there was room for any
	 */
	boolean widen(TableName table, ColumnAdditions columns) {
		RowLayout present = of(table);
		TableSchema schema = columns.applyTo(present.schema());
		this.wider.put(table, new Wider(catalog(table), present.evolve(schema)));
		return schema.columnCount() > present.schema().columnCount();
	}

	/**
	 * A layout and what it was made of.
	 *
	 * @param catalog the catalog's layout
	 * @param layout the same with further columns
	 */
	private record Wider(RowLayout catalog, RowLayout layout) {

	}

}
