package dev.sluice.administration.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import dev.sluice.administration.audit.AuditReport.PartitionReport;

/**
 * An audit's report for people.
 */
final class AuditText {

	private static final List<String> HEAD = List.of("partition", "from", "to", "records", "stored", "dead", "waiting",
			"filtered", "MISSING", "doubled", "unexpected", "gaps", "expired", "LOST", "in flight");

	private final StringBuilder text = new StringBuilder();

	private AuditText() {
	}

	static String of(AuditReport report) {
		return new AuditText().write(report).text.toString().stripTrailing();
	}

	private AuditText write(AuditReport report) {
		line("pipeline %s (%s), table %s, as of %s, %.1f s".formatted(report.pipeline(), report.guarantee(),
				String.join(", ", report.tables()), report.asOf(), report.millis() / 1000.0));
		line("");
		table(report);
		named("missing", report.missing());
		named("doubled", report.doubled());
		named("unexpected", report.unexpected());
		report.remarks().forEach((remark) -> line("note: " + remark));
		line(verdict(report));
		return this;
	}

	private void table(AuditReport report) {
		List<List<String>> rows = new ArrayList<>(List.of(HEAD));
		for (PartitionReport partition : report.partitions()) {
			rows.add(row(partition.topic() + "/" + partition.partition(), Long.toString(partition.from()),
					Long.toString(partition.to()), partition.counts()));
		}
		rows.add(row("all", "", "", report.total()));
		int[] widths = new int[HEAD.size()];
		for (List<String> row : rows) {
			for (int i = 0; i < widths.length; i++) {
				widths[i] = Math.max(widths[i], row.get(i).length());
			}
		}
		for (List<String> row : rows) {
			StringBuilder line = new StringBuilder();
			for (int i = 0; i < widths.length; i++) {
				String cell = row.get(i);
				String padding = " ".repeat(widths[i] - cell.length());
				line.append((i == 0) ? cell + padding : "  " + padding + cell);
			}
			line(line.toString());
		}
		line("");
	}

	private static List<String> row(String name, String from, String to, Counts counts) {
		List<String> row = new ArrayList<>(List.of(name, from, to));
		for (long count : new long[] { counts.records(), counts.stored(), counts.dead(), counts.waiting(),
				counts.filtered(), counts.missing(), counts.doubled(), counts.unexpected(), counts.gaps(),
				counts.expired(), counts.lost(), counts.inFlight() }) {
			row.add(Long.toString(count));
		}
		return row;
	}

	private void named(String what, NamedPositions positions) {
		if (positions.total() == 0) {
			return;
		}
		line(what + ": " + positions.total());
		positions.named().forEach((position) -> line("  " + position.position() + "  " + position.what()));
		long more = positions.total() - positions.named().size();
		if (more > 0) {
			line("  and " + more + " more");
		}
		line("");
	}

	private static String verdict(AuditReport report) {
		Counts total = report.total();
		String doubled = (total.doubled() > 0)
				? ", %d doubled%s".formatted(total.doubled(), report.complete() ? ", as at-least-once allows" : "")
				: "";
		if (report.complete()) {
			return "complete: every settled record is stored, dead, waiting or filtered" + doubled;
		}
		return String.format(Locale.ROOT, "NOT complete: %d missing, %d lost by retention, %d unexpected%s",
				total.missing(), total.lost(), report.unexpected().total(), doubled);
	}

	private void line(String line) {
		this.text.append(line).append('\n');
	}

}
