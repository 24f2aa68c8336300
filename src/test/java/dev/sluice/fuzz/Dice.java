package dev.sluice.fuzz;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Repeatable chance.
 */
final class Dice {

	private final SplittableRandom random;

	Dice(long seed) {
		this.random = new SplittableRandom(seed);
	}

	/**
	 * A number from 0 to {@code end - 1}.
	 */
	int below(int end) {
		return this.random.nextInt(end);
	}

	/**
	 * Small numbers more often than large ones.
	 */
	int smallBelow(int end) {
		return below(1 + below(end));
	}

	long bits() {
		return this.random.nextLong();
	}

	boolean oneIn(int chances) {
		return below(chances) == 0;
	}

	@SafeVarargs
	final <T> T pick(T... choices) {
		return choices[below(choices.length)];
	}

	<T> T pick(List<T> choices) {
		return choices.get(below(choices.size()));
	}

	String digits(int count) {
		StringBuilder digits = new StringBuilder();
		for (int i = 0; i < count; i++) {
			digits.append(oneIn(3) ? 0 : below(10));
		}
		return digits.toString();
	}

}
