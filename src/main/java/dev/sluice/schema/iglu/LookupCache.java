package dev.sluice.schema.iglu;

import java.util.Comparator;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;

/**
 * Lookups by key, of which those read last are kept. Thread-safe; reading takes no lock.
 * <p>
 * Not a general cache: a lookup that is under way, or whose answer somebody may still
 * come for, must never be put out, however small the cache is, or a record that needs
 * several schemas would wait for ever.
 *
 * @param <T> what is asked for
 */
final class LookupCache<T> {

	private final ConcurrentMap<SchemaKey, Lookup<T>> lookups = new ConcurrentHashMap<>();

	private final Function<SchemaKey, Lookup<T>> creation;

	private final int size;

	LookupCache(int size, Function<SchemaKey, Lookup<T>> creation) {
		this.size = size;
		this.creation = creation;
	}

	Lookup<T> get(SchemaKey key) {
		Lookup<T> known = this.lookups.get(key);
		return (known != null) ? known : create(key);
	}

	private Lookup<T> create(SchemaKey key) {
		Lookup<T> lookup = this.lookups.computeIfAbsent(key, this.creation);
		int excess = this.lookups.size() - this.size;
		if (excess > 0) {
			forget(excess);
		}
		return lookup.begin();
	}

	private void forget(int excess) {
		this.lookups.entrySet()
			.stream()
			.filter((entry) -> entry.getValue().isIdle())
			.map((entry) -> new Use<>(entry.getKey(), entry.getValue(), entry.getValue().usedAt()))
			.sorted(Comparator.comparingLong(Use::at))
			.limit(excess)
			.forEach((use) -> this.lookups.remove(use.key(), use.lookup()));
	}

	/**
	 * Forgets what has been looked up in vain.
	 */
	void forgetMissing() {
		this.lookups.values().removeIf(Lookup::isMissing);
	}

	int count() {
		return this.lookups.size();
	}

	long pending() {
		return this.lookups.values().stream().filter(Lookup::isPending).count();
	}

	/** When a lookup was read last, which may change while uses are compared. */
	private record Use<T>(SchemaKey key, Lookup<T> lookup, long at) {

	}

}
