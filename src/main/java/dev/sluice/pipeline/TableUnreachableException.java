package dev.sluice.pipeline;

import dev.sluice.table.TableName;

/**
 * Thrown when nothing can be found out about a table that a record is meant for, which is
 * no fault of the record.
 */
class TableUnreachableException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	TableUnreachableException(TableName table, Throwable cause) {
		super("table " + table + " cannot be looked up", cause);
	}

}
