package dev.sluice.benchmark;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.Test;

import org.springframework.util.FileSystemUtils;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Shows that memory is bounded whatever the backlog and the latency:
 * {@code ./mvnw -q -Pbenchmark test -Dtest=MemoryBenchmark}, for an hour or
 * {@code -Dmemory.minutes}. The loader has a heap of 256 MB, more records than it can
 * take, and a warehouse that takes a second to acknowledge ({@code -Dmemory.delay}, in
 * ms), and {@code -Dmemory.in-flight} megabytes for requests in flight. Prints heap after
 * collection, resident memory and threads over time, and fails unless they are flat and
 * throughput is what memory and latency allow.
 */
class MemoryBenchmark {

	private static final Path DIRECTORY = Path.of("target", "memory-benchmark");

	private static final DataSize IN_FLIGHT = DataSize.ofMegabytes(Long.getLong("memory.in-flight", 96));

	/** Enough requests in flight for all of the memory. */
	private static final int REQUESTS = (int) (IN_FLIGHT.toBytes() / BenchmarkSettings.REQUEST_BYTES);

	private static final String MEMORY = "--sluice.memory.in-flight=" + IN_FLIGHT.toMegabytes() + "MB";

	private static final Duration FULL_SPEED = Duration.ofSeconds(Long.getLong("memory.full-speed", 60));

	private static final Duration DELAY = Duration.ofMillis(Long.getLong("memory.delay", 1000));

	private static final Duration TIME = Duration.ofMinutes(Long.getLong("memory.minutes", 60));

	@Test
	void staysFlatUnderAnEndlessBacklog() throws Exception {
		FileSystemUtils.deleteRecursively(DIRECTORY);
		BenchmarkSettings settings = new BenchmarkSettings(List.of(RecordShape.EVENT), List.of(DELAY), 1, 0, 0,
				Duration.ZERO, null, null, 12, 2, REQUESTS, List.of("-Xmx256m", "-XX:+UseParallelGC"));

		try (Bench bench = new Bench(settings, DIRECTORY);
				EndlessBacklog backlog = new EndlessBacklog(bench, "endless", RecordShape.EVENT);
				LoaderProcess loader = bench.loader("memory", "endless", "bench.endless", MEMORY)) {
			backlog.run(Duration.ZERO, FULL_SPEED, () -> loader.process().requireAlive());
			double fullSpeed = backlog.run(Duration.ZERO, FULL_SPEED, () -> loader.process().requireAlive());
			MemorySamples samples = new MemorySamples(loader);
			double speed = backlog.run(DELAY, TIME, samples::sample);
			double allowed = Math.min(fullSpeed, IN_FLIGHT.toBytes() / backlog.rowBytes() / seconds(DELAY));

			System.out.println(samples);
			System.out.printf(Locale.ROOT,
					"%,.0f rows/s of %.0f bytes acknowledged after %d ms; full speed %,.0f, memory allows %,.0f rows/s%n",
					speed, backlog.rowBytes(), DELAY.toMillis(), fullSpeed, allowed);
			samples.requireFlat();
			assertThat(speed).isGreaterThan(0.9 * allowed);
		}
	}

	private static double seconds(Duration duration) {
		return duration.toMillis() / 1000.0;
	}

}
