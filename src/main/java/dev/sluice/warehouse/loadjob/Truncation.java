package dev.sluice.warehouse.loadjob;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import dev.sluice.table.TableName;

/**
 * Says which job of a run replaces the rows that a table has: the first that succeeds.
 * All rows of a run are loaded by one job, so that a run that is killed has either
 * replaced them or done nothing. Thread-safe.
 */
final class Truncation {

	private final Set<TableName> replaced = ConcurrentHashMap.newKeySet();

	private final boolean wanted;

	Truncation(boolean wanted) {
		this.wanted = wanted;
	}

	/**
	 * Whether rows are replaced at all.
	 */
	boolean wanted() {
		return this.wanted;
	}

	/**
	 * Whether the next job of a table replaces its rows.
	 */
	boolean replaces(TableName table) {
		return this.wanted && !this.replaced.contains(table);
	}

	/**
	 * Notes that a table holds rows of this run.
	 */
	void loaded(TableName table) {
		this.replaced.add(table);
	}

}
