package dev.sluice.deadletter;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/**
 * A topic of dead letters or failed inserts, and what is known of it. Thread-safe.
 */
final class LetterTopic {

	private final String name;

	private final Set<String> sources = ConcurrentHashMap.newKeySet();

	private final Runnable growth;

	private volatile int partitions;

	private volatile @Nullable String problem = "has not been checked yet";

	/**
	 * A topic of which nothing is known yet.
	 * @param name its name
	 * @param growth is told that a source topic has more partitions than this one
	 */
	LetterTopic(String name, Runnable growth) {
		this.name = name;
		this.growth = growth;
	}

	String name() {
		return this.name;
	}

	/**
	 * The topics whose records may come here.
	 */
	Set<String> sources() {
		return this.sources;
	}

	/**
	 * The number of partitions, or 0 as long as the topic cannot be used.
	 */
	int partitions() {
		return this.partitions;
	}

	/**
	 * What keeps the topic from being used as it should be, if anything.
	 */
	@Nullable String problem() {
		return this.problem;
	}

	/**
	 * The problem as a sentence that names the topic.
	 */
	@Nullable String complaint() {
		String known = this.problem;
		return (known != null) ? "topic " + this.name + " " + known : null;
	}

	/**
	 * The partition for records of a source partition: the same, or -1 if this topic has
	 * fewer and any will do.
	 * @throws DeadLettersUnavailableException if the topic cannot be used
	 */
	int partition(int source) {
		int known = this.partitions;
		if (known == 0) {
			throw new DeadLettersUnavailableException(this.name, String.valueOf(this.problem));
		}
		if (source < known) {
			return source;
		}
		this.growth.run();
		return -1;
	}

	void usable(int partitions, @Nullable String problem) {
		this.problem = problem;
		this.partitions = partitions;
	}

	void unusable(String problem) {
		this.problem = problem;
		this.partitions = 0;
	}

	/**
	 * Notes why the topic could not be checked; what was known of it before stays.
	 */
	void unchecked(String problem) {
		this.problem = problem;
	}

}
