package dev.sluice.emulator.sql;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/**
 * Guesses at what a misspelt name was to be.
 */
final class Spelling {

	private static final int NEAR = 2;

	private Spelling() {
	}

	/**
	 * Returns the name that the fewest changed characters lead to, if they are few.
	 */
	static Optional<String> nearest(String name, Collection<String> names) {
		return names.stream()
			.filter((known) -> distance(name, known) <= Math.min(NEAR, name.length() / 2))
			.min(Comparator.comparingInt((known) -> distance(name, known)));
	}

	/**
	 * Returns how many characters must be put in, left out or replaced.
	 */
	private static int distance(String from, String to) {
		int[] previous = new int[to.length() + 1];
		for (int j = 0; j <= to.length(); j++) {
			previous[j] = j;
		}
		for (int i = 1; i <= from.length(); i++) {
			int[] current = new int[to.length() + 1];
			current[0] = i;
			for (int j = 1; j <= to.length(); j++) {
				int replaced = previous[j - 1] + ((from.charAt(i - 1) == to.charAt(j - 1)) ? 0 : 1);
				current[j] = Math.min(replaced, 1 + Math.min(previous[j], current[j - 1]));
			}
			previous = current;
		}
		return previous[to.length()];
	}

}
