package dev.sluice.mutator;

import java.util.Collection;
import java.util.concurrent.CompletionStage;

import dev.sluice.table.ColumnAdditions;
import dev.sluice.table.TableName;

/**
 * Creates tables and adds columns as the records of a pipeline need them. What it knows
 * of a table is shared by all pipelines of the process. Thread-safe.
 */
public interface Mutator {

	/**
	 * What is known of a table now; cheap, asked once per slice.
	 */
	TableState state(TableName table);

	/**
	 * Finds out about a table, creates it, or adds columns to it, whichever is needed,
	 * and waits until the write path sees the change. Calls for the same table are
	 * gathered into few changes. Never blocks.
	 * @param table the table
	 * @param additions columns that its rows need; may be empty
	 * @return completes with the new state, never exceptionally, when transforming the
	 * records again is worth while: a {@link TableState.Ready} layout that has the
	 * columns or a verdict on them, or {@link TableState.Blocked}
	 */
	CompletionStage<TableState> prepare(TableName table, ColumnAdditions additions);

	/**
	 * Tells that an append found the table gone or denied, although it was ready; asks
	 * the catalog anew.
	 */
	CompletionStage<TableState> recheck(TableName table);

	/**
	 * Asks the catalog anew, and changes nothing: a table that is not there is not
	 * created.
	 * @return completes, never exceptionally, with what is known then
	 */
	CompletionStage<TableState> look(TableName table);

	/**
	 * Looks at a table anew, unless that was done a moment ago, since records have fields
	 * for which others may have added columns. Does not wait for it.
	 */
	void lookForChanges(TableName table);

	/**
	 * The tables that were asked for so far.
	 */
	Collection<TableName> used();

	/**
	 * The same tables for rows that must not change them, since nothing is known of their
	 * columns but what the rows tell.
	 */
	Mutator unaltering();

}
