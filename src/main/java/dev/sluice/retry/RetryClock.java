package dev.sluice.retry;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long to wait between attempts: exponential with jitter, as a value. Nobody sleeps
 * here.
 *
 * @param initial the wait after the first failure
 * @param multiplier by how much each wait grows, at least 1
 * @param longest the longest wait
 */
public record RetryClock(Duration initial, double multiplier, Duration longest) {

	public RetryClock {
		if (initial.isNegative() || initial.isZero() || multiplier < 1 || longest.compareTo(initial) < 0) {
			throw new IllegalArgumentException("a clock needs a positive first wait, a multiplier of at least 1"
					+ " and a longest wait not below the first");
		}
	}

	/**
	 * The wait after a number of failures in a row, with up to 20 % taken off at random
	 * so that instances do not move in step.
	 * @param failures the number of failures so far, from 1
	 */
	public Duration delay(int failures) {
		double millis = (double) this.initial.toMillis() * Math.pow(this.multiplier, Math.min(failures, 64) - 1.0);
		double capped = Math.min(millis, (double) this.longest.toMillis());
		return Duration.ofMillis(Math.max(1, Math.round(capped * (1 - ThreadLocalRandom.current().nextDouble(0.2)))));
	}

}
