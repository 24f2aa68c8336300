package dev.sluice.warehouse;

import dev.sluice.table.TableName;

/**
 * The ways into BigQuery.
 */
public interface Warehouse {

	/**
	 * A new lane for a table, for one listener thread; connects with the first append.
	 */
	Lane lane(TableName table);

}
