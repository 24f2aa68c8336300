package dev.sluice.warehouse;

import dev.sluice.table.TableName;

/**
 * What keeps the rows of a table from being loaded from files.
 *
 * @param table the table
 * @param message the reason, with the job's id and BigQuery's words
 * @param needsOperator whether a person must act; otherwise it is tried again
 */
public record LoadProblem(TableName table, String message, boolean needsOperator) {

}
