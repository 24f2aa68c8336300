package dev.sluice.intake;

import java.util.SplittableRandom;

/** Repeatable chance, which does harm until it is told to do no more. */
final class Chance {

	private final SplittableRandom random;

	private boolean harmless;

	Chance(long seed) {
		this.random = new SplittableRandom(seed);
	}

	/** A number from 0 to {@code end - 1}. */
	int below(int end) {
		return this.random.nextInt(end);
	}

	boolean oneIn(int chances) {
		return below(chances) == 0;
	}

	/** Whether something bad happens. */
	boolean harm(int chances) {
		return oneIn(chances) && !this.harmless;
	}

	/** From now on nothing bad happens. */
	void doNoHarm() {
		this.harmless = true;
	}

}
