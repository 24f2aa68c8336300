package dev.sluice.administration.tables;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import dev.sluice.administration.OperationOutcome;
import dev.sluice.table.TableName;

/**
 * What is to be done to a table.
 *
 * @param table the table
 * @param changes what changes, one sentence each; empty if nothing does
 * @param obstacles what keeps it from being done, and what to do
 * @param before how it is, for the journal
 * @param after how it is then, for the journal
 * @param action does it
 */
record ChangePlan(TableName table, List<String> changes, List<String> obstacles, Map<String, String> before,
		Map<String, String> after, Supplier<OperationOutcome> action) {

	/**
	 * A plan for a table that is already as it is wanted.
	 */
	static ChangePlan none(TableName table) {
		return new ChangePlan(table, List.of(), List.of(), Map.of(), Map.of(), () -> new OperationOutcome(true, ""));
	}

	/**
	 * The same, as people see it.
	 * @param carriedOut whether it has been carried out
	 */
	TableChange shown(boolean carriedOut) {
		return new TableChange(this.table.toString(), carriedOut || this.changes.isEmpty(), this.changes,
				this.obstacles);
	}

}
