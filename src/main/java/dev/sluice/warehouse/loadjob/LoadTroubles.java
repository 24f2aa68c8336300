package dev.sluice.warehouse.loadjob;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.sluice.table.TableName;
import dev.sluice.warehouse.LoadProblem;

/**
 * What keeps rows of a pipeline's tables from being loaded, until a load succeeds or
 * nobody mentions it any more: the partitions may be another instance's. Thread-safe.
 */
final class LoadTroubles {

	private static final Duration REMEMBERED = Duration.ofMinutes(30);

	private final Map<TableName, Trouble> troubles = new ConcurrentHashMap<>();

	private final InstantSource clock;

	LoadTroubles(InstantSource clock) {
		this.clock = clock;
	}

	/**
	 * Notes something that passes by itself, as far as anybody knows.
	 */
	void passing(TableName table, String message) {
		passing(table, message, this.clock.instant());
	}

	/**
	 * Notes something that does not pass before a moment.
	 */
	void passing(TableName table, String message, Instant until) {
		this.troubles.put(table, new Trouble(new LoadProblem(table, message, false), until.plus(REMEMBERED)));
	}

	/**
	 * Notes something that is tried again, in vain unless a person acts.
	 */
	void lasting(TableName table, String message) {
		this.troubles.put(table,
				new Trouble(new LoadProblem(table, message, true), this.clock.instant().plus(REMEMBERED)));
	}

	/**
	 * Notes that nothing is the matter with a table any more.
	 */
	void over(TableName table) {
		this.troubles.remove(table);
	}

	/**
	 * Whether something is the matter with a table.
	 */
	boolean has(TableName table) {
		return this.troubles.containsKey(table);
	}

	List<LoadProblem> all() {
		Instant now = this.clock.instant();
		this.troubles.values().removeIf((trouble) -> trouble.forgotten.isBefore(now));
		return this.troubles.values().stream().map(Trouble::problem).toList();
	}

	/**
	 * Something that is the matter.
	 *
	 * @param problem what
	 * @param forgotten when it does not matter any more unless somebody notes it again
	 */
	private record Trouble(LoadProblem problem, Instant forgotten) {

	}

}
