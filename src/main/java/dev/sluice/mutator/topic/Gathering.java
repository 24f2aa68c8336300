package dev.sluice.mutator.topic;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Sets that are gathered into one. Not thread-safe.
 *
 * @param <T> what is in them
 */
final class Gathering<T> {

	private final int most;

	private Set<T> gathered = new LinkedHashSet<>();

	private int sets;

	/**
	 * A gathering.
	 * @param most how many sets are gathered at most
	 */
	Gathering(int most) {
		this.most = most;
	}

	/**
	 * Adds a set.
	 * @return all that was gathered, if that is enough; {@code null} otherwise
	 */
	@Nullable Set<T> add(Collection<T> set) {
		this.gathered.addAll(set);
		this.sets++;
		return (this.sets >= this.most) ? take() : null;
	}

	/**
	 * All that has been gathered, which begins anew.
	 */
	Set<T> take() {
		Set<T> all = this.gathered;
		this.gathered = new LinkedHashSet<>();
		this.sets = 0;
		return all;
	}

	boolean isEmpty() {
		return this.sets == 0;
	}

}
