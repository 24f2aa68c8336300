package dev.sluice.pipeline;

import dev.sluice.record.Failure;
import dev.sluice.table.TableName;

/**
 * Takes over the records of rows that BigQuery refuses for ever.
 */
@FunctionalInterface
interface RefusedRows {

	/**
	 * Takes over one record; holds its receipt before returning.
	 * @param origin whose row was refused
	 * @param table the table that refused it
	 * @param failure why
	 */
	void refused(RowSlab.Origin origin, TableName table, Failure failure);

}
