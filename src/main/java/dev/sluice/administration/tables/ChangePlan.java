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
 * @param destroys whether rows are gone then
 * @param action does it
 */
record ChangePlan(TableName table, List<String> changes, List<String> obstacles, Map<String, String> before,
		Map<String, String> after, boolean destroys, Supplier<OperationOutcome> action) {

	/**
	 * A plan for a table that is already as it is wanted.
	 * @param why how it is, for people
	 */
	static ChangePlan none(TableName table, String why) {
		return new ChangePlan(table, List.of(), List.of(), Map.of(), Map.of(), false,
				() -> new OperationOutcome(true, why));
	}

	/**
	 * The plan as people see it before it is carried out.
	 */
	TableChange shown() {
		boolean nothing = this.changes.isEmpty();
		return new TableChange(this.table.toString(), nothing, this.changes, this.obstacles,
				nothing ? this.action.get().message() : "this is what would be done");
	}

	/**
	 * The plan as people see it when it has been carried out.
	 */
	TableChange carriedOut(String message) {
		return new TableChange(this.table.toString(), true, this.changes, this.obstacles, message);
	}

}
