package dev.sluice.benchmark;

import java.time.Duration;

/**
 * The measurements with one kind of record. Loader and ceilings take turns, so that
 * whatever else the machine does meets all of them.
 */
final class ShapeBenchmark {

	private final Bench bench;

	private final BenchmarkSettings settings;

	private final RecordShape shape;

	private final TopicSet topic;

	private final String table;

	private final Measurement measurement;

	private final Figures figures;

	ShapeBenchmark(Bench bench, RecordShape shape) {
		this.bench = bench;
		this.settings = bench.settings();
		this.shape = shape;
		this.topic = bench.topic(shape + "-backlog");
		this.table = "bench." + shape;
		this.measurement = new Measurement(bench, shape);
		this.figures = new Figures(shape);
	}

	/**
	 * Measures; fails if the loader did not store exactly what was produced.
	 */
	Figures run() {
		long total = this.bench.produceBacklog(this.topic, this.shape, 0);
		for (int run = 1; run <= this.settings.runs(); run++) {
			for (Duration delay : this.settings.delays()) {
				this.figures.add(Figures.loader(delay), loader(delay, run, total));
			}
			this.figures.add(Figures.CONSUMER, consumer(total));
			this.figures.add(Figures.ENCODING, encoding(total));
			for (Duration delay : this.settings.delays()) {
				this.figures.add(Figures.append(delay), append(delay, total));
			}
		}
		this.bench.delete(this.topic);
		if (!this.settings.latency().isZero()) {
			this.settings.delays().forEach(this::latency);
		}
		return this.figures;
	}

	private Figures.Run loader(Duration delay, int run, long total) {
		this.bench.counts().restart(delay, "");
		String group = this.shape + "-" + delay.toMillis() + "-" + run;
		return this.measurement.loader(this.bench.loader(group, this.topic.toString(), this.table, format()),
				this.topic, total);
	}

	private String format() {
		return "format=" + this.shape.format();
	}

	private Figures.Run consumer(long total) {
		int port = Bench.freePort();
		return this.measurement.ceiling(this.bench.consumerCeiling(this.topic, port), new Counts(port), total);
	}

	private Figures.Run encoding(long total) {
		int port = Bench.freePort();
		return this.measurement.ceiling(this.bench.encodingCeiling(this.shape, port), new Counts(port), total);
	}

	private Figures.Run append(Duration delay, long total) {
		this.bench.counts().restart(delay, "");
		return this.measurement.ceiling(this.bench.appendCeiling(this.shape, this.table), this.bench.counts(), total);
	}

	/** At half of full load, by a producer that does not wait for anyone. */
	private void latency(Duration delay) {
		String live = this.shape + "-live-" + delay.toMillis();
		double rate = this.figures.rowsPerSecond(Figures.loader(delay)).median() / 2;
		TopicSet topic = this.bench.topic(live);
		this.bench.create(topic);
		this.bench.counts().restart(delay, "");
		try (LoaderProcess loader = this.bench.loader(live, live, this.table + "_live", format(),
				"columns.timestamp=" + AppendWalk.SENT_COLUMN);
				RecordSource source = this.bench.source(topic, this.shape, 0)) {
			source.openLoop(rate, this.settings.latency());
			this.measurement.awaitStored(loader, source.produced());
			this.bench.counts().forgetLatencies();
			source.openLoop(rate, this.settings.latency());
			this.measurement.awaitStored(loader, source.produced());
			this.measurement.requireStored(source.produced());
			this.figures.add(delay, new Figures.Latency(rate, this.bench.counts().read()));
		}
		this.bench.delete(topic);
	}

}
