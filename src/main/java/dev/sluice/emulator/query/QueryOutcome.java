package dev.sluice.emulator.query;

import dev.sluice.emulator.catalog.TableId;
import org.jspecify.annotations.Nullable;

/**
 * What came of a statement.
 *
 * @param statementType its kind, such as {@code SELECT} or {@code CREATE_TABLE}
 * @param result its rows, or {@code null} if it yields none
 * @param affectedRows how many rows it changed, or {@code null} if it changes none
 * @param target the table it defined or wrote, or {@code null}
 * @param ddlOperation what it did to its target, such as {@code CREATE} or {@code SKIP},
 * or {@code null}
 */
public record QueryOutcome(String statementType, @Nullable ResultTable result, @Nullable Long affectedRows,
		@Nullable TableId target, @Nullable String ddlOperation) {

	static QueryOutcome rows(ResultTable result, @Nullable TableId target) {
		return new QueryOutcome("SELECT", result, null, target, null);
	}

	static QueryOutcome changed(String statementType, long rows, TableId target) {
		return new QueryOutcome(statementType, null, rows, target, null);
	}

	static QueryOutcome defined(String statementType, @Nullable TableId target, String operation) {
		return new QueryOutcome(statementType, null, null, target, operation);
	}

}
