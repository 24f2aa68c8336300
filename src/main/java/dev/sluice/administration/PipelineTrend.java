package dev.sluice.administration;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

import org.jspecify.annotations.Nullable;

/**
 * How a pipeline has fared over the last minutes. Thread-safe.
 */
final class PipelineTrend {

	/** How far back samples are kept. */
	static final Duration SPAN = Duration.ofMinutes(5);

	private final Deque<Sample> samples = new ArrayDeque<>();

	/**
	 * Takes a sample.
	 * @param now the present time
	 * @param lag records not settled yet
	 * @param settled records settled so far
	 * @param dead those of them that became dead letters
	 */
	synchronized void sample(Instant now, long lag, long settled, long dead) {
		this.samples.addLast(new Sample(now, lag, settled, dead));
		while (this.samples.getFirst().at().isBefore(now.minus(SPAN))) {
			this.samples.removeFirst();
		}
	}

	/**
	 * When the lag will be worked off if it goes on like this; {@code null} if it does
	 * not shrink, or too little is known.
	 */
	synchronized @Nullable Duration timeToDrain() {
		if (this.samples.size() < 2) {
			return null;
		}
		Sample first = this.samples.getFirst();
		Sample last = this.samples.getLast();
		if (last.lag() == 0) {
			return Duration.ZERO;
		}
		double seconds = Duration.between(first.at(), last.at()).toMillis() / 1000.0;
		double shrinks = (first.lag() - last.lag()) / Math.max(seconds, 0.001);
		return (shrinks > 0) ? Duration.ofSeconds((long) Math.ceil(last.lag() / shrinks)) : null;
	}

	/**
	 * The share of dead letters among the records settled lately, from 0 to 1.
	 */
	synchronized double badShare() {
		if (this.samples.isEmpty()) {
			return 0;
		}
		long settled = this.samples.getLast().settled() - this.samples.getFirst().settled();
		long dead = this.samples.getLast().dead() - this.samples.getFirst().dead();
		return (settled > 0) ? (double) dead / settled : 0;
	}

	private record Sample(Instant at, long lag, long settled, long dead) {

	}

}
