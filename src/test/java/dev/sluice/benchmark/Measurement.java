package dev.sluice.benchmark;

import java.time.Duration;
import java.util.List;

import dev.sluice.fixtures.ChildProcess;
import org.awaitility.Awaitility;

/**
 * How one run of a process is measured: from the end of its warm-up almost to its last
 * row.
 */
final class Measurement {

	/** How much is left to do when the measurement ends; the last bit is no full load. */
	private static final double TAIL = 0.03;

	private static final Duration SETTLING = Duration.ofSeconds(2);

	private final Bench bench;

	private final RecordShape shape;

	Measurement(Bench bench, RecordShape shape) {
		this.bench = bench;
		this.shape = shape;
	}

	/**
	 * Measures a loader until topics are loaded, and ends it.
	 * @param loader the loader, just started
	 * @param topics the topics
	 * @param rows how many rows the warehouse must have then, not one more
	 */
	Figures.Run loader(LoaderProcess loader, TopicSet topics, long rows) {
		return loaders(List.of(loader), topics, rows);
	}

	/** Measures the loaders of a group together. */
	Figures.Run loaders(List<LoaderProcess> loaders, TopicSet topics, long rows) {
		List<ChildProcess> processes = loaders.stream().map(LoaderProcess::process).toList();
		try {
			Progress progress = new Progress(processes, this.bench.counts()::rows).until(rows);
			this.bench.awaitCommitted(loaders.get(0).group(), topics);
			requireStored(rows);
			return new Figures.Run(rate(progress, rows), progress.start(),
					loaders.stream().mapToLong(LoaderProcess::peakHeapMegabytes).max().orElse(0),
					processes.stream().mapToLong(ChildProcess::peakResidentMegabytes).sum());
		}
		finally {
			loaders.forEach(LoaderProcess::close);
		}
	}

	/** Measures a ceiling for a number of rows, and ends it. */
	Figures.Run ceiling(ChildProcess process, Counts counts, long rows) {
		try (process) {
			Progress progress = new Progress(List.of(process), counts.awaitAnswers(process)::rows).until(rows);
			return new Figures.Run(rate(progress, rows), progress.start(), 0, process.peakResidentMegabytes());
		}
	}

	/** Waits until the warehouse has so many rows of a loader. */
	void awaitStored(LoaderProcess loader, long rows) {
		new Progress(List.of(loader.process()), this.bench.counts()::rows).until(rows);
	}

	/**
	 * Fails unless the warehouse has exactly so many rows, and still has a moment later.
	 */
	void requireStored(long rows) {
		Awaitility.await()
			.during(SETTLING)
			.atMost(SETTLING.multipliedBy(2))
			.failFast(() -> this.bench.counts().rows() > rows)
			.until(() -> this.bench.counts().rows() == rows);
	}

	private Progress.Rate rate(Progress progress, long rows) {
		long warm = BenchmarkSettings.records(this.shape, this.bench.settings().warmUp());
		return progress.between(warm, (long) (rows * (1 - TAIL)));
	}

}
