package dev.sluice.benchmark;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Variants of the loader next to each other, with the same records, and next to what only
 * receives these. They take turns, so that whatever else the machine does meets all of
 * them.
 */
final class ComparisonBenchmark {

	private final Bench bench;

	private final List<Variant> variants;

	private final Figures figures;

	private final Measurement measurement;

	private final Map<TopicSet, Long> produced = new LinkedHashMap<>();

	ComparisonBenchmark(Bench bench, Comparison comparison, RecordShape shape) {
		this.bench = bench;
		this.variants = comparison.variants(bench, shape);
		this.figures = new Figures(shape);
		this.measurement = new Measurement(bench, shape);
	}

	/**
	 * Measures; fails if a variant did not store exactly what was produced.
	 */
	Figures run() {
		for (Variant variant : this.variants) {
			this.produced.computeIfAbsent(variant.topics(),
					(topics) -> this.bench.produceBacklog(topics, this.figures.shape(), 0));
		}
		for (int run = 1; run <= this.bench.settings().runs(); run++) {
			for (Variant variant : this.variants) {
				measure(variant, variant.subject().replaceAll("\\W+", "-") + "-" + run);
			}
			this.produced.forEach(this::receive);
		}
		this.produced.keySet().forEach(this.bench::delete);
		return this.figures;
	}

	private void measure(Variant variant, String group) {
		this.bench.counts().restart(this.bench.settings().delays().get(0), "");
		List<LoaderProcess> loaders = IntStream.range(0, variant.instances())
			.mapToObj((index) -> this.bench.loader(group, variant.topics().toString(), variant.table(),
					variant.settings().toArray(String[]::new)))
			.toList();
		this.figures.add(variant.subject(),
				this.measurement.loaders(loaders, variant.topics(), this.produced.get(variant.topics())));
	}

	/** What receiving the same records alone costs. */
	private void receive(TopicSet topics, long records) {
		int port = Bench.freePort();
		this.figures.add(Figures.consumer(topics),
				this.measurement.ceiling(this.bench.consumerCeiling(topics, port), new Counts(port), records));
	}

}
