package dev.sluice.emulator.ingest;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

import com.google.errorprone.annotations.concurrent.GuardedBy;

/**
 * The ids of rows inserted within the last minute.
 */
final class InsertIds {

	private static final Duration MEMORY = Duration.ofMinutes(1);

	@GuardedBy("this")
	private final Map<Key, Instant> seen = new LinkedHashMap<>();

	/**
	 * Tells whether a row was inserted within the last minute.
	 */
	synchronized boolean seen(long table, String id, Instant now) {
		Iterator<Instant> oldestFirst = this.seen.values().iterator();
		while (oldestFirst.hasNext() && oldestFirst.next().plus(MEMORY).isBefore(now)) {
			oldestFirst.remove();
		}
		return this.seen.containsKey(new Key(table, id));
	}

	synchronized void add(long table, String id, Instant now) {
		this.seen.putIfAbsent(new Key(table, id), now);
	}

	private record Key(long table, String id) {
	}

}
