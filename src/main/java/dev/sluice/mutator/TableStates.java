package dev.sluice.mutator;

import java.time.Instant;

import dev.sluice.table.RowLayout;
import dev.sluice.table.TableSchema;

/**
 * The states that facts mean for one pipeline.
 */
final class TableStates {

	static final String NOT_CREATED = "the table is not there, and create.table is 'never': create it, or set 'if-needed'";

	private static final String NO_COLUMNS = "the table is not there, and its records have had no column so far to create it with";

	private static final String NO_SCHEMA = "the table is not there, and with this mutator.mode its records give it no columns:"
			+ " create it, or give its columns in the pipeline's schema";

	private TableStates() {
	}

	static TableState of(TableFacts facts, TablePolicy policy, Instant now) {
		Trouble trouble = facts.standingTrouble(now);
		if (facts.presence() == TableFacts.Presence.READY) {
			return ready(facts, policy, now);
		}
		if (trouble != null) {
			return blocked(facts, trouble);
		}
		return switch (facts.presence()) {
			case ABSENT -> absent(facts, policy, now);
			default -> new TableState.Unknown(empty(facts));
		};
	}

	private static TableState ready(TableFacts facts, TablePolicy policy, Instant now) {
		boolean none = policy.alters() && facts.awaited().isEmpty() && facts.refusals().isEmpty();
		return new TableState.Ready(facts.layout(), facts.catalog(), none ? TableState.ColumnVerdicts.NONE
				: (parent, column) -> policy.verdict(facts, new MissingColumn(parent, column), now));
	}

	private static TableState absent(TableFacts facts, TablePolicy policy, Instant now) {
		if (policy.createsTables()) {
			return new TableState.Absent(empty(facts));
		}
		return now.isBefore(facts.lookAgain()) ? notCreated(facts) : new TableState.Unknown(empty(facts));
	}

	static TableState notCreated(TableFacts facts) {
		return new TableState.Blocked(empty(facts), NOT_CREATED, true, facts.lookAgain());
	}

	static TableState withoutColumns(TableFacts facts, TablePolicy policy) {
		return new TableState.Blocked(empty(facts), policy.alters() ? NO_COLUMNS : NO_SCHEMA, !policy.alters(),
				facts.lookAgain());
	}

	static TableState blocked(TableFacts facts, Trouble trouble) {
		return new TableState.Blocked(empty(facts), trouble.cause(), trouble.needsOperator(), trouble.until());
	}

	private static RowLayout empty(TableFacts facts) {
		return RowLayout.of(facts.layout().table(), TableSchema.EMPTY);
	}

}
