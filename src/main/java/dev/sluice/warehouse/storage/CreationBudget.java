package dev.sluice.warehouse.storage;

import java.time.Duration;
import java.util.function.LongSupplier;

import com.google.errorprone.annotations.concurrent.GuardedBy;

/**
 * How many streams this process may create: forty in a second, above which BigQuery
 * becomes slow, and so many in an hour.
 * <p>
 * Remembers the creations of the last hour, those to come included. The lock guards this
 * memory; nobody waits under it.
 */
final class CreationBudget {

	private static final int PER_SECOND = 40;

	private static final long SECOND = Duration.ofSeconds(1).toNanos();

	private static final long HOUR = Duration.ofHours(1).toNanos();

	private final LongSupplier ticker;

	/** The times of creations, the n-th at n modulo the length. */
	@GuardedBy("this")
	private final long[] times;

	@GuardedBy("this")
	private long count;

	/**
	 * A budget that is all there yet.
	 * @param perHour creations in any hour
	 * @param ticker measures time, in nanoseconds
	 */
	CreationBudget(int perHour, LongSupplier ticker) {
		this.times = new long[perHour];
		this.ticker = ticker;
	}

	/**
	 * Takes a place for a creation, now or soon.
	 * @param longest the latest that is of use
	 * @return how long to wait for it; if longer than that, no place was taken
	 */
	synchronized Duration take(Duration longest) {
		long now = this.ticker.getAsLong();
		long delay = Math.max(delay(now, Math.min(PER_SECOND, this.times.length), SECOND),
				delay(now, this.times.length, HOUR));
		if (delay <= longest.toNanos()) {
			this.times[(int) (this.count++ % this.times.length)] = now + delay;
		}
		return Duration.ofNanos(delay);
	}

	/**
	 * How many creations are left in this hour.
	 */
	synchronized int left() {
		long hourAgo = this.ticker.getAsLong() - HOUR;
		int used = 0;
		for (int i = 0; i < Math.min(this.count, this.times.length); i++) {
			used += (this.times[i] - hourAgo > 0) ? 1 : 0;
		}
		return this.times.length - used;
	}

	@GuardedBy("this")
	private long delay(long now, int most, long period) {
		if (this.count < most) {
			return 0;
		}
		long earlier = this.times[(int) ((this.count - most) % this.times.length)];
		return Math.max(0, earlier + period - now);
	}

}
