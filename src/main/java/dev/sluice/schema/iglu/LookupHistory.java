package dev.sluice.schema.iglu;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What a repository has said of a schema that it has not given.
 *
 * @param errors the different errors, at most {@value #MOST}, the latest last
 * @param attempts how often it has been asked
 * @param lastAttempt when it was asked last
 */
record LookupHistory(Set<LookupError> errors, int attempts, Instant lastAttempt) {

	private static final int MOST = 32;

	private static final long LONGEST_WAIT_MILLIS = 60_000;

	LookupHistory {
		errors = Collections.unmodifiableSet(new LinkedHashSet<>(errors));
	}

	static LookupHistory first(LookupError error, Instant at) {
		return new LookupHistory(Set.of(error), 1, at);
	}

	/**
	 * The history after another attempt. Once the repository has answered, its outages
	 * before that are forgotten.
	 */
	LookupHistory then(LookupError error, Instant at) {
		Set<LookupError> all = new LinkedHashSet<>(this.errors);
		if (error.isAnswer()) {
			all.removeIf((earlier) -> !earlier.isAnswer());
		}
		if (all.size() < MOST) {
			all.add(error);
		}
		return new LookupHistory(all, this.attempts + 1, at);
	}

	/**
	 * The history without the word that there is no such schema, which has become old.
	 */
	LookupHistory withoutNotFound() {
		Set<LookupError> others = new LinkedHashSet<>(this.errors);
		others.remove(LookupError.NOT_FOUND);
		return new LookupHistory(others, this.attempts, this.lastAttempt);
	}

	boolean isNotFound() {
		return this.errors.contains(LookupError.NOT_FOUND);
	}

	/**
	 * Whether all that the repository has said is an answer, not an outage.
	 */
	boolean isAnswered() {
		return this.errors.stream().allMatch(LookupError::isAnswer);
	}

	/**
	 * From when on the repository may be asked again, if it can be.
	 */
	Instant nextAttempt() {
		return this.errors.isEmpty() ? this.lastAttempt : this.lastAttempt.plusMillis(waitMillis(this.attempts) + 1);
	}

	/**
	 * How long Iglu's clients wait after a number of attempts.
	 */
	static long waitMillis(int attempts) {
		return Math.min(LONGEST_WAIT_MILLIS, uncappedMillis(attempts));
	}

	private static long uncappedMillis(int attempts) {
		if (attempts > 20) {
			return 1_200_000L + attempts * 100L;
		}
		if (attempts > 12) {
			return 5_500 + power(2, attempts);
		}
		return 500 + power((attempts > 8) ? 3 : 4, attempts);
	}

	private static long power(int base, int exponent) {
		return Math.round(Math.pow(base, exponent));
	}

}
