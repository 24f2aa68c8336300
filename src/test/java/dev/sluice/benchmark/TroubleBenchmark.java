package dev.sluice.benchmark;

import java.time.Duration;

/**
 * What trouble costs: records that are no JSON, and a second table that never takes a
 * row.
 */
final class TroubleBenchmark {

	private static final int BAD_ONE_IN = 10;

	private static final String BROKEN = "broken";

	private final Bench bench;

	private final Figures figures;

	private final Measurement measurement;

	/**
	 * Prepares.
	 * @param bench broker and warehouse
	 * @param figures receives what is measured; has what the same records cost without
	 * trouble
	 */
	TroubleBenchmark(Bench bench, Figures figures) {
		this.bench = bench;
		this.figures = figures;
		this.measurement = new Measurement(bench, figures.shape());
	}

	/**
	 * Measures; fails if a good record was not stored, or a bad one not kept.
	 */
	void run() {
		badRecords();
		brokenTable();
	}

	private void badRecords() {
		TopicSet topic = this.bench.topic("bad");
		long total = this.bench.produceBacklog(topic, this.figures.shape(), BAD_ONE_IN);
		long good = total - (total + BAD_ONE_IN - 1) / BAD_ONE_IN;
		for (int run = 1; run <= this.bench.settings().runs(); run++) {
			this.bench.counts().restart(Duration.ZERO, "");
			LoaderProcess loader = this.bench.loader("bad-" + run, topic.toString(), "bench.bad");
			this.figures.add(Figures.BAD_RECORDS, this.measurement.loader(loader, topic, good));
			requireDeadLetters(this.bench.topic(topic + "-dlt"), run * (total - good));
		}
		this.bench.delete(topic);
	}

	private void requireDeadLetters(TopicSet topic, long expected) {
		long letters = this.bench.records(topic);
		if (letters != expected) {
			throw new AssertionError("there are " + letters + " dead letters instead of " + expected);
		}
	}

	private void brokenTable() {
		TopicSet topic = this.bench.topic("good");
		TopicSet broken = this.bench.topic(BROKEN);
		long total = this.bench.produceBacklog(topic, this.figures.shape(), 0);
		this.bench.produceBacklog(broken, this.figures.shape(), 0);
		for (int run = 1; run <= this.bench.settings().runs(); run++) {
			this.bench.counts().restart(Duration.ZERO, BROKEN);
			LoaderProcess loader = this.bench.loader("good-" + run, topic + "," + BROKEN, "bench.{topic}");
			this.figures.add(Figures.BROKEN_TABLE, this.measurement.loader(loader, topic, total));
		}
		this.bench.delete(topic);
		this.bench.delete(broken);
	}

}
