package dev.sluice.intake;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Time that passes when a simulation says so, and a little whenever it is measured, so
 * that nobody waits for ever.
 */
final class SimulatedTime implements InstantSource {

	private static final long MEASURING_NANOS = 100_000;

	private long nanos;

	void pass(Duration time) {
		this.nanos += time.toNanos();
	}

	/** The time that has passed, in nanoseconds. */
	long nanoTime() {
		this.nanos += MEASURING_NANOS;
		return this.nanos;
	}

	@Override
	public Instant instant() {
		return Instant.EPOCH.plusNanos(this.nanos);
	}

}
