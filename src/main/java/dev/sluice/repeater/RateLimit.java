package dev.sluice.repeater;

import java.time.InstantSource;

/**
 * Lets a number of records pass per second, at most a second's worth at once. Used by one
 * thread.
 */
final class RateLimit {

	private static final int MILLIS = 1000;

	private final int perSecond;

	private final InstantSource clock;

	/** In thousandths of a record. */
	private long allowance;

	private long filledAt;

	RateLimit(int perSecond, InstantSource clock) {
		this.perSecond = perSecond;
		this.clock = clock;
		this.allowance = (long) perSecond * MILLIS;
		this.filledAt = clock.millis();
	}

	/**
	 * Whether one more record may pass, which is then counted.
	 */
	boolean pass() {
		fill();
		if (this.allowance < MILLIS) {
			return false;
		}
		this.allowance -= MILLIS;
		return true;
	}

	/**
	 * Whether it is worth while to begin again: a tenth of a second's records may pass.
	 */
	boolean open() {
		fill();
		return this.allowance >= Math.max(1, this.perSecond / 10) * (long) MILLIS;
	}

	private void fill() {
		long now = this.clock.millis();
		long added = Math.max(0, now - this.filledAt) * this.perSecond;
		this.allowance = Math.min(this.allowance + added, (long) this.perSecond * MILLIS);
		this.filledAt = now;
	}

}
