package dev.sluice.benchmark;

import org.junit.jupiter.api.Test;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs the JMH benchmarks of this package:
 * {@code ./mvnw -q -Pbenchmark test -Dtest=MicroBenchmarks}. The property
 * {@code benchmark.include} takes a regular expression of their names.
 */
class MicroBenchmarks {

	@Test
	void runJmh() throws Exception {
		Options options = new OptionsBuilder().include(System.getProperty("benchmark.include", "dev.sluice.benchmark"))
			.addProfiler(GCProfiler.class)
			.build();

		new Runner(options).run();
	}

}
