package dev.sluice.benchmark;

import java.time.Duration;

import org.awaitility.Awaitility;

/**
 * The measurements with one kind of record. Loader and ceilings take turns, so that
 * whatever else the machine does meets all of them.
 */
final class ShapeBenchmark {

	/**
	 * How much of the backlog is left when the measurement ends; the last bit is no full
	 * load.
	 */
	private static final double TAIL = 0.03;

	private static final Duration SETTLING = Duration.ofSeconds(2);

	private final Bench bench;

	private final BenchmarkSettings settings;

	private final RecordShape shape;

	private final String topic;

	private final String table;

	private final Figures figures;

	ShapeBenchmark(Bench bench, RecordShape shape) {
		this.bench = bench;
		this.settings = bench.settings();
		this.shape = shape;
		this.topic = shape + "-backlog";
		this.table = "bench." + shape;
		this.figures = new Figures(shape);
	}

	/**
	 * Measures.
	 * @throws AssertionError if the loader did not store exactly what was produced
	 */
	Figures run() {
		long total = produceBacklog();
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
		this.bench.deleteTopic(this.topic);
		if (!this.settings.latency().isZero()) {
			this.settings.delays().forEach(this::latency);
		}
		return this.figures;
	}

	private long produceBacklog() {
		this.bench.createTopic(this.topic);
		try (RecordSource source = this.bench.source(this.topic, this.shape, 0)) {
			source.backlog(BenchmarkSettings.records(this.shape, this.settings.warmUp() + this.settings.measured()));
			return source.produced();
		}
	}

	private Figures.Run loader(Duration delay, int run, long total) {
		String group = this.shape + "-" + delay.toMillis() + "-" + run;
		this.bench.counts().restart(delay, "");
		try (LoaderProcess loader = this.bench.loader(group, this.topic, this.table)) {
			Progress.Rate rate = measure(loader.process(), this.bench.counts(), total);
			this.bench.awaitCommitted(group, this.topic, total);
			requireStored(total);
			return new Figures.Run(rate, loader.peakHeapMegabytes(), loader.process().peakResidentMegabytes());
		}
	}

	private Figures.Run consumer(long total) {
		int port = Bench.freePort();
		return ceiling(this.bench.consumerCeiling(this.topic, port), new Counts(port), total);
	}

	private Figures.Run encoding(long total) {
		int port = Bench.freePort();
		return ceiling(this.bench.encodingCeiling(this.shape, port), new Counts(port), total);
	}

	private Figures.Run append(Duration delay, long total) {
		this.bench.counts().restart(delay, "");
		return ceiling(this.bench.appendCeiling(this.shape, this.table), this.bench.counts(), total);
	}

	private Figures.Run ceiling(ChildProcess process, Counts counts, long total) {
		try (process) {
			Progress.Rate rate = measure(process, counts.awaitAnswers(process), total);
			return new Figures.Run(rate, 0, process.peakResidentMegabytes());
		}
	}

	private Progress.Rate measure(ChildProcess process, Counts counts, long total) {
		long warm = BenchmarkSettings.records(this.shape, this.settings.warmUp());
		return new Progress(process, counts::rows).until(total).between(warm, (long) (total * (1 - TAIL)));
	}

	/** At half of full load, by a producer that does not wait for anyone. */
	private void latency(Duration delay) {
		String live = this.shape + "-live-" + delay.toMillis();
		double rate = this.figures.rowsPerSecond(Figures.loader(delay)).median() / 2;
		this.bench.createTopic(live);
		this.bench.counts().restart(delay, "");
		try (LoaderProcess loader = this.bench.loader(live, live, this.table);
				RecordSource source = this.bench.source(live, this.shape, 0)) {
			source.openLoop(rate, this.settings.latency());
			awaitStored(loader.process(), source.produced());
			this.bench.counts().forgetLatencies();
			source.openLoop(rate, this.settings.latency());
			awaitStored(loader.process(), source.produced());
			requireStored(source.produced());
			this.figures.add(delay, new Figures.Latency(rate, this.bench.counts().read()));
		}
		this.bench.deleteTopic(live);
	}

	private void awaitStored(ChildProcess loader, long total) {
		new Progress(loader, this.bench.counts()::rows).until(total);
	}

	/**
	 * Fails unless the warehouse has what was produced, and still has it a moment later.
	 */
	private void requireStored(long total) {
		Awaitility.await()
			.during(SETTLING)
			.atMost(SETTLING.multipliedBy(2))
			.failFast(() -> this.bench.counts().rows() > total)
			.until(() -> this.bench.counts().rows() == total);
	}

}
