package dev.sluice.mutator;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The metadata updates that BigQuery allows for one table: five in any ten seconds. Not
 * thread-safe.
 */
final class UpdateBudget {

	private static final int UPDATES = 5;

	private static final Duration WINDOW = Duration.ofSeconds(10);

	private final Deque<Instant> taken = new ArrayDeque<>();

	/**
	 * Takes one update.
	 * @return how long to wait until one can be taken; zero if this call has taken one
	 */
	Duration take(Instant now) {
		while (!this.taken.isEmpty() && !this.taken.getFirst().plus(WINDOW).isAfter(now)) {
			this.taken.removeFirst();
		}
		if (this.taken.size() < UPDATES) {
			this.taken.addLast(now);
			return Duration.ZERO;
		}
		return Duration.between(now, this.taken.getFirst().plus(WINDOW));
	}

}
