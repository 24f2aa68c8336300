package dev.sluice.emulator.fault;

/**
 * Which of the matching calls a fault strikes.
 *
 * @param skip how many to let pass first
 * @param times how many to strike, 0 for no end
 * @param every strikes the first of each so many, 1 for all
 * @param probability the chance that a call is struck, above 0 and at most 1
 * @param seed makes the chances repeatable
 */
public record Trigger(int skip, int times, int every, double probability, long seed) {

	public static final Trigger ALWAYS = new Trigger(0, 0, 1, 1, 0);

	public Trigger {
		every = Math.max(1, every);
		probability = (probability > 0) ? probability : 1;
	}

	/**
	 * Strikes the n-th matching call, counted from 1, and no other.
	 */
	public static Trigger nth(int n) {
		return new Trigger(n - 1, 1, 1, 1, 0);
	}

	public static Trigger first(int times) {
		return new Trigger(0, times, 1, 1, 0);
	}

	public static Trigger every(int calls) {
		return new Trigger(calls - 1, 0, calls, 1, 0);
	}

	public static Trigger probability(double probability, long seed) {
		return new Trigger(0, 0, 1, probability, seed);
	}

}
