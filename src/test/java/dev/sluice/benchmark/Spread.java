package dev.sluice.benchmark;

import java.util.List;
import java.util.Locale;

/**
 * What several runs of the same measurement gave.
 *
 * @param min the smallest
 * @param median the median
 * @param max the largest
 */
record Spread(double min, double median, double max) {

	static Spread of(List<Double> values) {
		double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
		int middle = sorted.length / 2;
		double median = (sorted.length % 2 == 1) ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
		return new Spread(sorted[0], median, sorted[sorted.length - 1]);
	}

	Spread times(double factor) {
		return new Spread(this.min * factor, this.median * factor, this.max * factor);
	}

	/** The median with the spread around it, such as {@code 1.31 (1.20..1.45)}. */
	String text(String format) {
		return String.format(Locale.ROOT, format + " (" + format + ".." + format + ")", this.median, this.min,
				this.max);
	}

}
