package dev.sluice.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/**
 * What a loader's memory and threads were, looked at again and again.
 */
final class MemorySamples {

	/** How much more the last quarter may show than the first. */
	private static final double NOISE = 1.1;

	/** The lines of the table. */
	private static final int LINES = 20;

	private final LoaderProcess loader;

	private final List<Sample> samples = new ArrayList<>();

	private final long began = System.nanoTime();

	MemorySamples(LoaderProcess loader) {
		this.loader = loader;
	}

	void sample() {
		this.loader.process().requireAlive();
		long seconds = (System.nanoTime() - this.began) / 1_000_000_000;
		this.samples.add(new Sample(seconds, this.loader.heapAfterCollectionMegabytes(),
				this.loader.process().residentMegabytes(), this.loader.process().threads()));
	}

	/**
	 * Fails if the mean of the last quarter is above that of the first.
	 */
	void requireFlat() {
		int quarter = Math.max(1, this.samples.size() / 4);
		List<Sample> first = this.samples.subList(0, quarter);
		List<Sample> last = this.samples.subList(this.samples.size() - quarter, this.samples.size());
		requireFlat("heap after collection", mean(first, Sample::heap), mean(last, Sample::heap));
		requireFlat("resident memory", mean(first, Sample::resident), mean(last, Sample::resident));
		requireFlat("threads", mean(first, Sample::threads), mean(last, Sample::threads));
	}

	private static void requireFlat(String what, double first, double last) {
		System.out.printf(Locale.ROOT, "%s: %.0f in the first quarter, %.0f in the last%n", what, first, last);
		if (last > first * NOISE) {
			throw new AssertionError(what + " grew from " + first + " to " + last);
		}
	}

	private static double mean(List<Sample> samples, ToLongFunction<Sample> figure) {
		return samples.stream().mapToLong(figure).average().orElse(0);
	}

	@Override
	public String toString() {
		StringBuilder table = new StringBuilder(
				"| after s | heap after collection, MiB | RSS, MiB | threads |\n|--:|--:|--:|--:|\n");
		int step = Math.max(1, this.samples.size() / LINES);
		for (int i = 0; i < this.samples.size(); i += step) {
			Sample sample = this.samples.get(i);
			table.append(String.format(Locale.ROOT, "| %d | %d | %d | %d |%n", sample.seconds(), sample.heap(),
					sample.resident(), sample.threads()));
		}
		return table.toString();
	}

	/**
	 * What was seen at one time.
	 *
	 * @param seconds since the first look
	 * @param heap what the last collection left, in MiB
	 * @param resident resident memory, in MiB
	 * @param threads the number of threads
	 */
	private record Sample(long seconds, long heap, long resident, long threads) {

	}

}
