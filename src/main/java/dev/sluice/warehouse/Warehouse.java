package dev.sluice.warehouse;

import dev.sluice.table.RowEncoding;
import dev.sluice.table.TableName;

/**
 * A way into BigQuery. Thread-safe.
 */
public interface Warehouse {

	/**
	 * The mode that chooses this way.
	 */
	WriteProperties.Mode mode();

	/**
	 * The guarantee that chooses it among those of its mode.
	 */
	default WriteProperties.Guarantee guarantee() {
		return WriteProperties.Guarantee.AT_LEAST_ONCE;
	}

	/**
	 * The encoding of the rows that it takes.
	 */
	RowEncoding encoding();

	/**
	 * A new lane for a table, for one listener thread; connects with the first append.
	 */
	Lane lane(TableName table);

	/**
	 * Whether what a lane has stored is published later, together with the offsets of the
	 * records. Each lane then takes the rows of one assignment of one partition, and rows
	 * are published up to fences between records.
	 */
	default boolean publishesLater() {
		return false;
	}

}
