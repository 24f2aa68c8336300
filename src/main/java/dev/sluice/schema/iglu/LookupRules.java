package dev.sluice.schema.iglu;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

import org.jspecify.annotations.Nullable;

/**
 * How long answers hold.
 *
 * @param keeps whether what has been found stays when asking again fails
 * @param ttl how long an answer holds, or {@code null} for ever
 * @param clock tells the time
 * @param schedule runs what is to be done later
 */
record LookupRules(boolean keeps, @Nullable Duration ttl, InstantSource clock, Schedule schedule) {

	/** Without a cache an answer lives as long as those need who have waited for it. */
	private static final Duration HANDED_OVER = Duration.ofMillis(500);

	static LookupRules of(ResolverSettings settings, InstantSource clock, Schedule schedule) {
		return settings.caches() ? new LookupRules(true, settings.cacheTtl(), clock, schedule)
				: new LookupRules(false, HANDED_OVER, clock, schedule);
	}

	/**
	 * Until when an answer holds.
	 * @param since when it was given
	 */
	Instant end(Instant since) {
		return (this.ttl != null) ? since.plus(this.ttl) : Instant.MAX;
	}

	/**
	 * Runs tasks on threads of its own.
	 */
	@FunctionalInterface
	interface Schedule {

		/**
		 * Runs a task.
		 * @param delay how long to wait before; not at all if it is not positive
		 */
		void after(Duration delay, Runnable task);

	}

}
