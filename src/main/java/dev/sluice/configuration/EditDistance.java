package dev.sluice.configuration;

/**
 * How many letters must be added, left out, changed or swapped with their neighbour to
 * turn one word into another.
 */
final class EditDistance {

	private EditDistance() {
	}

	static int between(String from, String to) {
		int[][] distances = new int[from.length() + 1][to.length() + 1];
		for (int i = 0; i <= from.length(); i++) {
			for (int j = 0; j <= to.length(); j++) {
				distances[i][j] = (i == 0 || j == 0) ? i + j : cheapest(distances, from, to, i, j);
			}
		}
		return distances[from.length()][to.length()];
	}

	private static int cheapest(int[][] distances, String from, String to, int i, int j) {
		int changed = distances[i - 1][j - 1] + ((from.charAt(i - 1) != to.charAt(j - 1)) ? 1 : 0);
		int cheapest = Math.min(changed, Math.min(distances[i - 1][j], distances[i][j - 1]) + 1);
		boolean swapped = i > 1 && j > 1 && from.charAt(i - 1) == to.charAt(j - 2)
				&& from.charAt(i - 2) == to.charAt(j - 1);
		return swapped ? Math.min(cheapest, distances[i - 2][j - 2] + 1) : cheapest;
	}

}
