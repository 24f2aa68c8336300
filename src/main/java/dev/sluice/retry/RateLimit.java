package dev.sluice.retry;

import java.time.InstantSource;

import com.google.errorprone.annotations.concurrent.GuardedBy;

/**
 * Lets so much pass per second, records or bytes, and at most a second's worth at once.
 * Says what may pass and never waits; what is more than may pass at once is owed.
 * Thread-safe: takes its lock for a few additions, once per request or record.
 */
public final class RateLimit {

	private static final int MILLIS = 1000;

	/** How long what has passed is added up before it is told. */
	private static final int PERIOD = 10_000;

	private final long perSecond;

	private final InstantSource clock;

	/** In thousandths; below zero what is owed. */
	@GuardedBy("this")
	private long allowance;

	@GuardedBy("this")
	private long filledAt;

	@GuardedBy("this")
	private long periodBegan;

	@GuardedBy("this")
	private long passed;

	@GuardedBy("this")
	private double rate;

	/**
	 * A limit that is not used yet.
	 * @param perSecond what may pass per second
	 * @param clock tells the time
	 */
	public RateLimit(long perSecond, InstantSource clock) {
		this.perSecond = perSecond;
		this.clock = clock;
		this.allowance = perSecond * MILLIS;
		this.filledAt = clock.millis();
		this.periodBegan = this.filledAt;
	}

	/**
	 * What may pass per second.
	 */
	public long perSecond() {
		return this.perSecond;
	}

	/**
	 * Whether one more may pass, which is then counted.
	 */
	public synchronized boolean pass() {
		fill();
		if (this.allowance < MILLIS) {
			return false;
		}
		count(1);
		return true;
	}

	/**
	 * Whether nothing is owed, so that something may pass, however much.
	 */
	public synchronized boolean owesNothing() {
		fill();
		return this.allowance > 0;
	}

	/**
	 * Counts what passes, be it more than may.
	 */
	public synchronized void spend(long amount) {
		fill();
		count(amount);
	}

	/**
	 * Whether it is worth while to begin again: a tenth of a second's worth may pass.
	 */
	public synchronized boolean open() {
		fill();
		return this.allowance >= Math.max(1, this.perSecond / 10) * MILLIS;
	}

	/**
	 * The share of the rate that has been left lately, from 0 to 1.
	 */
	public synchronized double headroom() {
		fill();
		return Math.max(0, 1 - this.rate / this.perSecond);
	}

	@GuardedBy("this")
	private void count(long amount) {
		this.allowance -= amount * MILLIS;
		this.passed += amount;
	}

	@GuardedBy("this")
	private void fill() {
		long now = this.clock.millis();
		long elapsed = Math.max(0, Math.min(now - this.filledAt, Long.MAX_VALUE / MILLIS / this.perSecond / 2));
		this.allowance = Math.min(this.allowance + elapsed * this.perSecond, this.perSecond * MILLIS);
		this.filledAt = now;
		long period = now - this.periodBegan;
		if (period < 0 || period >= PERIOD) {
			this.rate = (period > 0) ? (double) this.passed * MILLIS / period : this.rate;
			this.passed = 0;
			this.periodBegan = now;
		}
	}

}
