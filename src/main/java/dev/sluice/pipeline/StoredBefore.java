package dev.sluice.pipeline;

import java.util.Set;

import dev.sluice.table.TableName;

/**
 * What is stored already of records that are done again: some of their tables have their
 * rows.
 *
 * @param tables the tables that have them
 * @param until the offset after the last record that this is true of
 */
public record StoredBefore(Set<TableName> tables, long until) {

	/** Nothing is stored yet. */
	public static final StoredBefore NOTHING = new StoredBefore(Set.of(), Long.MIN_VALUE);

	public StoredBefore {
		tables = Set.copyOf(tables);
	}

}
