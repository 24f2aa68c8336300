package dev.sluice.benchmark;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import dev.sluice.fixtures.ChildProcess;
import org.awaitility.Awaitility;

/**
 * How far processes came together with which CPU time, looked at ten times a second.
 */
final class Progress {

	private static final Duration INTERVAL = Duration.ofMillis(100);

	private static final Duration STALLED = Duration.ofSeconds(60);

	private final List<ChildProcess> processes;

	private final LongSupplier rows;

	private final List<Sample> samples = new ArrayList<>();

	/**
	 * The progress of processes.
	 * @param processes the processes, the one that was started first before the others
	 * @param rows how many rows they have finished by now
	 */
	Progress(List<ChildProcess> processes, LongSupplier rows) {
		this.processes = processes;
		this.rows = rows;
	}

	/**
	 * Looks on until the processes have finished so many rows.
	 * @throws IllegalStateException if one ends or they stall before that
	 */
	Progress until(long total) {
		Awaitility.await().pollInterval(INTERVAL).forever().until(() -> sample().rows() >= total);
		return this;
	}

	/**
	 * The rate of work between two numbers of rows.
	 * @param from where the warm-up ends
	 * @param to before the end, where there is less to do than the process could
	 */
	Rate between(long from, long to) {
		Sample first = this.samples.stream().filter((sample) -> sample.rows() >= from).findFirst().orElseThrow();
		Sample last = this.samples.stream().filter((sample) -> sample.rows() <= to).reduce((a, b) -> b).orElseThrow();
		long rows = last.rows() - first.rows();
		if (rows <= 0) {
			throw new IllegalStateException("the run is too short to be measured: raise benchmark.measured");
		}
		double seconds = (last.nanos() - first.nanos()) / (double) TimeUnit.SECONDS.toNanos(1);
		return new Rate(rows / seconds, last.cpu().minus(first.cpu()).toNanos() / 1000.0 / rows);
	}

	/** What it took to come to the first row. */
	Start start() {
		Sample first = this.samples.stream().filter((sample) -> sample.rows() > 0).findFirst().orElseThrow();
		return new Start(Duration.ofNanos(first.nanos() - this.processes.get(0).startedNanos()), first.cpu());
	}

	private Sample sample() {
		this.processes.forEach(ChildProcess::requireAlive);
		Duration cpu = this.processes.stream().map(ChildProcess::cpu).reduce(Duration.ZERO, Duration::plus);
		Sample sample = new Sample(System.nanoTime(), cpu, this.rows.getAsLong());
		this.samples.add(sample);
		requireProgress(sample);
		return sample;
	}

	private void requireProgress(Sample now) {
		int back = this.samples.size() - 1 - (int) (STALLED.toMillis() / INTERVAL.toMillis());
		if (back >= 0 && this.samples.get(back).rows() == now.rows()) {
			throw new IllegalStateException("no progress since " + now.rows() + " rows");
		}
	}

	/** What was seen at one time. */
	private record Sample(long nanos, Duration cpu, long rows) {

	}

	/**
	 * The way from a process's start to its first row.
	 *
	 * @param time by the clock
	 * @param cpu the CPU time of the processes
	 */
	record Start(Duration time, Duration cpu) {

	}

	/**
	 * A rate of work.
	 *
	 * @param rowsPerSecond by the clock
	 * @param cpuMicros the CPU time that each row took, in microseconds
	 */
	record Rate(double rowsPerSecond, double cpuMicros) {

	}

}
