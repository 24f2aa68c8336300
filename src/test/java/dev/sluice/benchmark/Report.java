package dev.sluice.benchmark;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The table that people read, in Markdown.
 */
final class Report {

	private static final List<String> HEADINGS = List.of("", "1000 rows/s", "MB/s", "CPU us/row", "heap MiB", "RSS MiB",
			"first row after s", "CPU s");

	private final BenchmarkSettings settings;

	private final StringBuilder text = new StringBuilder();

	Report(BenchmarkSettings settings) {
		this.settings = settings;
		paragraph("# Benchmark");
		paragraph(String.format(Locale.ROOT, """
				%d cores, %s %s, Java %s. Loader and ceilings: `java %s`,
				%d listener threads or connections, %d requests of up to %d MiB in flight on each.
				Topic: %d partitions, lz4, batches of 64 kB. Broker, warehouse and producer run on the same cores.
				Each figure is the median of %d runs (min..max), each of them a fresh process, after a warm-up of %d MB
				of records; %d MB are measured. CPU is that of the named process alone; heap and RSS are the highest
				of all runs.""", Runtime.getRuntime().availableProcessors(), System.getProperty("os.name"),
				System.getProperty("os.arch"), System.getProperty("java.version"),
				String.join(" ", settings.javaOptions()), settings.concurrency(), settings.inFlight(),
				BenchmarkSettings.REQUEST_BYTES >> 20, settings.partitions(), settings.runs(),
				settings.warmUp() / 1_000_000, settings.measured() / 1_000_000));
	}

	/** Adds what was measured with one kind of record. */
	void add(Figures figures) {
		paragraph("## " + figures.shape() + ", " + figures.shape().size() + " bytes");
		List<List<String>> table = new ArrayList<>(List.of(HEADINGS));
		figures.runs().keySet().forEach((subject) -> table.add(line(figures, subject)));
		paragraph(aligned(table));
		if (!figures.latencies().isEmpty()) {
			StringBuilder sentences = new StringBuilder(
					"From record timestamp to acknowledgement, at half of that load, open loop:\n");
			figures.latencies().forEach((delay, latency) -> sentences.append(sentence(delay, latency)));
			paragraph(sentences.toString());
		}
		paragraph(String.join("\n", new Targets(figures, this.settings).verdicts()));
	}

	private static List<String> line(Figures figures, String subject) {
		Spread rows = figures.rowsPerSecond(subject);
		List<Figures.Run> runs = figures.runs().get(subject);
		long heap = runs.stream().mapToLong(Figures.Run::peakHeap).max().orElse(0);
		long resident = runs.stream().mapToLong(Figures.Run::peakResident).max().orElse(0);
		return List.of(subject, rows.times(1e-3).text("%,.0f"),
				String.format(Locale.ROOT, "%.0f", rows.median() * figures.shape().size() / 1e6),
				figures.cpuMicros(subject).text("%.2f"), (heap > 0) ? "" + heap : "", "" + resident,
				figures.firstRow(subject).text("%.1f"), figures.firstRowCpu(subject).text("%.1f"));
	}

	private static String sentence(Duration delay, Figures.Latency latency) {
		return String.format(Locale.ROOT,
				"\n- acknowledged after %d ms, %,.0f rows/s: p50 %.0f ms, p99 %.0f ms, max %.0f ms", delay.toMillis(),
				latency.rate(), latency.counts().p50(), latency.counts().p99(), latency.counts().max());
	}

	private static String aligned(List<List<String>> table) {
		List<Integer> widths = new ArrayList<>();
		for (int column = 0; column < HEADINGS.size(); column++) {
			int index = column;
			widths.add(table.stream().mapToInt((line) -> line.get(index).length()).max().orElse(0));
		}
		List<String> lines = new ArrayList<>();
		for (List<String> cells : table) {
			StringBuilder line = new StringBuilder("|");
			for (int column = 0; column < cells.size(); column++) {
				String format = (column == 0) ? " %-" + widths.get(column) + "s |" : " %" + widths.get(column) + "s |";
				line.append(String.format(Locale.ROOT, format, cells.get(column)));
			}
			lines.add(line.toString());
		}
		lines.add(1, lines.get(0).replaceAll("[^|]", "-").replaceAll("--\\|", "-:|").replaceFirst("-:\\|", "--|"));
		return String.join("\n", lines);
	}

	private void paragraph(String paragraph) {
		this.text.append(paragraph).append("\n\n");
	}

	@Override
	public String toString() {
		return this.text.toString();
	}

}
