package dev.sluice.table;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Columns that records need and their table lacks, with the types guessed from the values
 * seen so far. Conflicting guesses widen. Not thread-safe.
 */
public final class ColumnAdditions {

	private final Map<FieldPath, Column> columns = new LinkedHashMap<>();

	/**
	 * Notes that a record needs a column.
	 * @param parent the path of the struct that lacks it; {@code null} for the table
	 * @param column the column as one record suggests it; a STRUCT comes with those of
	 * its columns that the record tells
	 */
	public void add(@org.jspecify.annotations.Nullable FieldPath parent, Column column) {
		throw new UnsupportedOperationException();
	}

	public void addAll(ColumnAdditions others) {
		throw new UnsupportedOperationException();
	}

	public boolean isEmpty() {
		return this.columns.isEmpty();
	}

	/**
	 * A schema with these columns added, at the end of the table and of its structs.
	 * Columns that the schema has by now are left as they are.
	 */
	public TableSchema applyTo(TableSchema schema) {
		throw new UnsupportedOperationException();
	}

}
