package dev.sluice.emulator.catalog;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * The changes of one table that the write path may still have to see, oldest first.
 */
final class History {

	private final Deque<Version> versions = new ArrayDeque<>();

	/**
	 * Adds a change.
	 * @param visibleAt when the write path sees it
	 * @param table the table then, {@code null} if it was dropped
	 */
	void add(Instant visibleAt, @Nullable Table table) {
		Version last = this.versions.peekLast();
		Instant at = (last != null && last.visibleAt().isAfter(visibleAt)) ? last.visibleAt() : visibleAt;
		this.versions.addLast(new Version(at, table));
	}

	Optional<Table> at(Instant time) {
		Iterator<Version> newestFirst = this.versions.descendingIterator();
		while (newestFirst.hasNext()) {
			Version version = newestFirst.next();
			if (!version.visibleAt().isAfter(time)) {
				return Optional.ofNullable(version.table());
			}
		}
		return Optional.empty();
	}

	/**
	 * Forgets what nobody can see at a time or later.
	 */
	void prune(Instant time) {
		while (this.versions.size() > 1 && !second().visibleAt().isAfter(time)) {
			this.versions.removeFirst();
		}
	}

	private Version second() {
		Iterator<Version> oldestFirst = this.versions.iterator();
		oldestFirst.next();
		return oldestFirst.next();
	}

	private record Version(Instant visibleAt, @Nullable Table table) {
	}

}
