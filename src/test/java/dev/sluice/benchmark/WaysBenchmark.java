package dev.sluice.benchmark;

/**
 * The ways into BigQuery next to each other, with the same records. They take turns, so
 * that whatever else the machine does meets all of them.
 */
final class WaysBenchmark {

	private final Bench bench;

	private final Figures figures;

	private final Measurement measurement;

	WaysBenchmark(Bench bench, RecordShape shape) {
		this.bench = bench;
		this.figures = new Figures(shape);
		this.measurement = new Measurement(bench, shape);
	}

	/**
	 * Measures; fails if a way did not store exactly what was produced.
	 */
	Figures run() {
		String topic = this.figures.shape() + "-ways";
		long total = this.bench.produceBacklog(topic, this.figures.shape(), 0);
		BenchmarkSettings settings = this.bench.settings();
		for (int run = 1; run <= settings.runs(); run++) {
			for (Way way : settings.ways()) {
				this.bench.counts().restart(settings.delays().get(0), "");
				LoaderProcess loader = this.bench.loader(way.name() + "-" + run, topic, "bench.ways", way.settings());
				this.figures.add(way.subject(), this.measurement.loader(loader, topic, total));
			}
		}
		this.bench.deleteTopic(topic);
		return this.figures;
	}

}
