package dev.sluice.benchmark;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;

import org.springframework.util.FileSystemUtils;

/**
 * Measures the production jar: {@code ./mvnw -q -Pbenchmark test}. Properties that shape
 * it are those of {@link BenchmarkSettings}.
 */
class LoaderBenchmark {

	private static final Path DIRECTORY = Path.of("target", "benchmark");

	/** Holds what has been measured so far. */
	private static final Path REPORT = Path.of("target", "benchmark.md");

	@Test
	void measureTheProductionJar() throws Exception {
		FileSystemUtils.deleteRecursively(DIRECTORY);
		BenchmarkSettings settings = BenchmarkSettings.ofSystemProperties();
		Report report = new Report(settings);

		try (Bench bench = new Bench(settings, DIRECTORY)) {
			for (RecordShape shape : settings.shapes()) {
				report.add(figures(bench, shape));
				Files.writeString(REPORT, report.toString());
			}
		}

		System.out.println(report);
	}

	private static Figures figures(Bench bench, RecordShape shape) {
		Comparison comparison = bench.settings().comparison();
		return (comparison != null) ? new ComparisonBenchmark(bench, comparison, shape).run() : all(bench, shape);
	}

	private static Figures all(Bench bench, RecordShape shape) {
		Figures figures = new ShapeBenchmark(bench, shape).run();
		if (shape == bench.settings().trouble()) {
			new TroubleBenchmark(bench, figures).run();
		}
		return figures;
	}

}
