package dev.sluice.benchmark;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * The shape and length of a benchmark, from system properties that begin with
 * {@code benchmark.}; one setting for all figures.
 *
 * @param shapes {@code shapes}: the kinds of records
 * @param delays {@code delays}: the warehouse's delays before it acknowledges, in
 * milliseconds
 * @param runs {@code runs}: how often each figure is measured, each time by a fresh
 * process
 * @param warmUp {@code warm-up}: the megabytes of records that a run takes before it is
 * measured
 * @param measured {@code measured}: the megabytes that are measured
 * @param latency {@code latency}: how many seconds the open-loop producer runs; 0 leaves
 * it out
 * @param trouble {@code trouble}: the kind of records that bad records and a broken table
 * are tried with; {@code none} leaves it out
 * @param comparison {@code compare}: what to compare with each other, in place of all
 * else: {@code ways}, {@code tables} or {@code instances}; nothing by default
 * @param partitions {@code partitions}: of the topic
 * @param concurrency {@code concurrency}: listener threads
 * @param inFlight {@code in-flight}: append requests in flight on a connection
 * @param javaOptions {@code java-options}: of the loader and the ceilings
 */
record BenchmarkSettings(List<RecordShape> shapes, List<Duration> delays, int runs, long warmUp, long measured,
		Duration latency, @Nullable RecordShape trouble, @Nullable Comparison comparison, int partitions,
		int concurrency, int inFlight, List<String> javaOptions) {

	/** The bytes of rows in an append request, the loader's own default. */
	static final int REQUEST_BYTES = 2 << 20;

	static BenchmarkSettings ofSystemProperties() {
		return new BenchmarkSettings(
				list("shapes", "flat,event,nested,snowplow").stream().map(BenchmarkSettings::shape).toList(),
				list("delays", "0,100").stream().map(Long::valueOf).map(Duration::ofMillis).toList(),
				Math.toIntExact(number("runs", 5)), number("warm-up", 5000) * 1_000_000,
				number("measured", 1500) * 1_000_000, Duration.ofSeconds(number("latency", 20)),
				trouble(text("trouble", "event")), comparison(text("compare", "")),
				Math.toIntExact(number("partitions", 12)), Math.toIntExact(number("concurrency", 2)),
				Math.toIntExact(number("in-flight", 16)),
				Arrays.asList(text("java-options", "-Xmx256m -XX:+UseParallelGC").split(" ")));
	}

	/** The number of records of a shape that make so many bytes. */
	static long records(RecordShape shape, long bytes) {
		return bytes / shape.size();
	}

	private static @Nullable Comparison comparison(String name) {
		return name.isEmpty() ? null : Comparison.valueOf(name.toUpperCase(Locale.ROOT));
	}

	private static RecordShape shape(String name) {
		return RecordShape.valueOf(name.toUpperCase(Locale.ROOT));
	}

	private static @Nullable RecordShape trouble(String name) {
		return name.equals("none") ? null : shape(name);
	}

	private static List<String> list(String name, String standard) {
		String text = text(name, standard);
		return text.isEmpty() ? List.of() : Arrays.asList(text.split(","));
	}

	private static long number(String name, long standard) {
		return Long.getLong("benchmark." + name, standard);
	}

	private static String text(String name, String standard) {
		return System.getProperty("benchmark." + name, standard);
	}

}
