package dev.sluice.benchmark;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What the figures should be, and whether they are.
 */
final class Targets {

	private static final Map<RecordShape, Double> CPU_MICROS = Map.of(RecordShape.FLAT, 1.0, RecordShape.EVENT, 1.5,
			RecordShape.NESTED, 2.3, RecordShape.SNOWPLOW, 10.0);

	private static final double EVENTS_PER_SECOND = 900_000;

	private static final double SHARE_OF_CEILING = 0.6;

	private static final double SHARE_WHEN_SLOW = 0.9;

	private static final double SHARE_EXACTLY_ONCE = 0.9;

	private static final double MANY_TABLES = 1.1;

	private static final double SHARE_WITH_BAD_RECORDS = 0.5;

	private static final double SHARE_BESIDE_BROKEN_TABLE = 0.95;

	private static final double FIRST_ROW_SECONDS = 8;

	private static final double P50_MILLIS = 150;

	private static final double P99_MILLIS = 750;

	private final Figures figures;

	private final BenchmarkSettings settings;

	private final List<String> verdicts = new ArrayList<>();

	Targets(Figures figures, BenchmarkSettings settings) {
		this.figures = figures;
		this.settings = settings;
	}

	/** A line for each target. */
	List<String> verdicts() {
		Comparison comparison = this.settings.comparison();
		if (comparison == null) {
			loader();
		}
		else if (comparison == Comparison.WAYS) {
			exactlyOnce();
		}
		else if (comparison == Comparison.TABLES) {
			manyTables(Way.AT_LEAST_ONCE);
			manyTables(Way.EXACTLY_ONCE);
		}
		return this.verdicts;
	}

	private void exactlyOnce() {
		String plain = Way.AT_LEAST_ONCE.subject();
		String exact = Way.EXACTLY_ONCE.subject();
		atLeast("rows/s exactly once / at least once",
				this.figures.rowsPerSecond(exact).median() / this.figures.rowsPerSecond(plain).median(),
				SHARE_EXACTLY_ONCE);
		atMost("CPU us/row exactly once / at least once", cpu(exact) / cpu(plain), 2 - SHARE_EXACTLY_ONCE);
	}

	private void manyTables(Way way) {
		atMost("CPU us/row, " + way.subject() + ", many tables / one",
				cpu(Comparison.many(way)) / cpu(Comparison.few(way)), MANY_TABLES);
	}

	private void loader() {
		Duration quick = this.settings.delays().get(0);
		String loader = Figures.loader(quick);
		double cpu = this.figures.cpuMicros(loader).median();
		double rows = this.figures.rowsPerSecond(loader).median();
		atMost("seconds from start to the first row", this.figures.firstRow(loader).median(), FIRST_ROW_SECONDS);
		atMost("CPU us/row", cpu, CPU_MICROS.get(this.figures.shape()));
		if (this.figures.shape() == RecordShape.EVENT) {
			atLeast("rows/s", rows, EVENTS_PER_SECOND);
		}
		double parts = cpu(Figures.CONSUMER) + cpu(Figures.ENCODING) + cpu(Figures.append(quick));
		atLeast("CPU of the ceilings together / CPU of the loader", parts / cpu, SHARE_OF_CEILING);
		this.settings.delays().stream().skip(1).forEach((delay) -> {
			double slow = this.figures.rowsPerSecond(Figures.loader(delay)).median();
			atLeast("rows/s with " + delay.toMillis() + " ms / rows/s with " + quick.toMillis() + " ms", slow / rows,
					SHARE_WHEN_SLOW);
		});
		this.figures.latencies().forEach((delay, latency) -> {
			atMost("p50 ms beyond " + delay.toMillis() + " ms", latency.counts().p50() - delay.toMillis(), P50_MILLIS);
			atMost("p99 ms beyond " + delay.toMillis() + " ms", latency.counts().p99() - delay.toMillis(), P99_MILLIS);
		});
		trouble(Figures.BAD_RECORDS, rows, SHARE_WITH_BAD_RECORDS);
		trouble(Figures.BROKEN_TABLE, rows, SHARE_BESIDE_BROKEN_TABLE);
	}

	private void trouble(String subject, double rows, double target) {
		if (this.figures.runs().containsKey(subject)) {
			atLeast("rows/s of the " + subject + " / without", this.figures.rowsPerSecond(subject).median() / rows,
					target);
		}
	}

	private double cpu(String subject) {
		return this.figures.cpuMicros(subject).median();
	}

	private void atMost(String what, double measured, double target) {
		verdict(what, measured, "at most", target, measured <= target);
	}

	private void atLeast(String what, double measured, double target) {
		verdict(what, measured, "at least", target, measured >= target);
	}

	private void verdict(String what, double measured, String relation, double target, boolean met) {
		this.verdicts.add(String.format(Locale.ROOT, "- %s: %s %,.2f, %s %,.2f", met ? "met" : "MISSED", what, measured,
				relation, target));
	}

}
