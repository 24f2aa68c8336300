package dev.sluice.mutator;

import java.time.Instant;
import java.util.Collection;
import java.util.List;

import dev.sluice.mutator.TableFacts.Presence;
import dev.sluice.table.TableName;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a table, for people.
 *
 * @param table the table
 * @param ready whether rows can be appended
 * @param cause what keeps it from being prepared or changed, and what to do; {@code null}
 * if nothing does
 * @param needsOperator whether a person must act
 * @param missingPermission the IAM permission that is missing, or {@code null}
 * @param until when it is tried again, or {@code null}
 * @param misplaced where BigQuery keeps it, if that is not the location in the pipeline's
 * settings; {@code null} otherwise
 * @param awaited paths of columns that the catalog has and the write path does not see
 * yet
 * @param refused paths of columns that the table does not take
 * @param columns the number of columns that rows can have now
 * @param changes how often this process has created or changed it
 */
public record TableStatus(TableName table, boolean ready, @Nullable String cause, boolean needsOperator,
		@Nullable String missingPermission, @Nullable Instant until, @Nullable String misplaced, List<String> awaited,
		List<String> refused, int columns, long changes) {

	static TableStatus of(SharedTable shared, TablePolicy policy) {
		TableFacts facts = shared.facts();
		Trouble trouble = facts.trouble();
		boolean missing = facts.presence() == Presence.ABSENT && !policy.createsTables();
		return new TableStatus(facts.layout().table(), facts.presence() == Presence.READY,
				missing ? TableStates.NOT_CREATED : (trouble != null) ? trouble.cause() : null,
				missing || (trouble != null && trouble.needsOperator()),
				(trouble != null) ? trouble.permission() : null, (trouble != null) ? trouble.until() : null,
				misplaced(facts, policy), sorted(facts.awaited().keySet()), sorted(facts.refusals().keySet()),
				(facts.presence() == Presence.READY) ? facts.layout().schema().columnCount() : 0, shared.changes());
	}

	private static @Nullable String misplaced(TableFacts facts, TablePolicy policy) {
		String location = facts.location();
		return (location != null && !location.equalsIgnoreCase(policy.create().location())) ? location : null;
	}

	private static List<String> sorted(Collection<String> paths) {
		return paths.stream().sorted().toList();
	}

}
