package dev.sluice.repeater;

import java.time.InstantSource;
import java.util.function.BooleanSupplier;

import dev.sluice.pipeline.RecordGate;
import dev.sluice.record.RecordBatch;
import dev.sluice.retry.RateLimit;
import org.jspecify.annotations.Nullable;

/**
 * Lets the letters of the present replay pass: those that were there when it began, and
 * no more per second than wanted.
 */
final class ReplayGate implements RecordGate {

	private final InstantSource clock;

	private volatile @Nullable Passage passage;

	ReplayGate(InstantSource clock) {
		this.clock = clock;
	}

	/**
	 * Begins a replay.
	 * @param plan what is replayed
	 * @param rate the most letters per second
	 */
	void admit(ReplayPlan plan, int rate) {
		this.passage = new Passage(plan, new RateLimit(rate, this.clock));
	}

	/**
	 * What is replayed at present, or was last.
	 */
	@Nullable ReplayPlan plan() {
		Passage present = this.passage;
		return (present != null) ? present.plan() : null;
	}

	@Override
	public int open(RecordBatch letters) {
		Passage present = this.passage;
		int open = 0;
		while (present != null && open < letters.size() && present.open(letters, open)) {
			open++;
		}
		return open;
	}

	@Override
	public BooleanSupplier opening(RecordBatch letters, int letter) {
		Passage present = this.passage;
		if (present == null || present.plan().ended(letters, letter)) {
			return () -> false;
		}
		return present.limit()::open;
	}

	private record Passage(ReplayPlan plan, RateLimit limit) {

		boolean open(RecordBatch letters, int index) {
			return !this.plan.ended(letters, index)
					&& (this.plan.passesOver(letters, index) != null || this.limit.pass());
		}

	}

}
