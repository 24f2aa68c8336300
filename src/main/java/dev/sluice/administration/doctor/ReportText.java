package dev.sluice.administration.doctor;

import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Writes reports for people: a line a check, more where something is to be done.
 *
 * @param verbose whether everything is told of every check
 */
public record ReportText(boolean verbose) {

	private static final int LONGEST_NAME = 44;

	private static final String INDENT = " ".repeat(11);

	/**
	 * The report as lines.
	 */
	public String of(DoctorReport report) {
		int width = report.checks()
			.stream()
			.mapToInt((check) -> check.name().length())
			.filter((length) -> length <= LONGEST_NAME)
			.max()
			.orElse(0);
		StringBuilder text = new StringBuilder();
		String group = "";
		for (Check check : report.checks()) {
			if (!check.group().equals(group)) {
				group = check.group();
				text.append(text.isEmpty() ? "" : "\n").append(group).append('\n');
			}
			append(check, width, text);
		}
		return text.append('\n').append(summary(report)).toString();
	}

	private void append(Check check, int width, StringBuilder text) {
		boolean well = check.verdict() == Verdict.OK || check.verdict() == Verdict.SKIPPED;
		text.append("  %-7s  %s  %s\n".formatted(word(check.verdict()), pad(check.name(), width), check.found()));
		if (check.action() != null) {
			text.append(INDENT).append("-> ").append(check.action()).append('\n');
		}
		if (this.verbose || !well || "samples".equals(check.group())) {
			check.details().forEach((line) -> text.append(INDENT).append(line).append('\n'));
		}
	}

	private static String pad(String name, int width) {
		return name + " ".repeat(Math.max(0, width - name.length()));
	}

	private static String word(Verdict verdict) {
		return (verdict == Verdict.FAILED) ? verdict.name() : verdict.name().toLowerCase(Locale.ROOT);
	}

	private static String summary(DoctorReport report) {
		return report.counts()
			.entrySet()
			.stream()
			.map((count) -> count.getValue() + " " + count.getKey().name().toLowerCase(Locale.ROOT))
			.collect(Collectors.joining(", "));
	}

}
