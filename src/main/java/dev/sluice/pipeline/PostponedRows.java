package dev.sluice.pipeline;

import dev.sluice.table.TableName;

/**
 * Takes over the records of good rows that BigQuery does not take for now.
 */
@FunctionalInterface
interface PostponedRows {

	/**
	 * Takes over one record; holds its receipt before returning.
	 * @param origin whose row it is
	 * @param table the table that does not take it
	 * @param row the row as BigQuery JSON
	 * @param cause what BigQuery says
	 */
	void postponed(RowSlab.Origin origin, TableName table, byte[] row, String cause);

}
