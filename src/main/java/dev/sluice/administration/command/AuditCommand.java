package dev.sluice.administration.command;

import java.util.Locale;
import java.util.Objects;
import java.util.Set;

import dev.sluice.administration.OperationOutcome;
import dev.sluice.administration.audit.AuditProgress;
import dev.sluice.administration.audit.AuditReport;
import dev.sluice.administration.audit.AuditRequest;
import dev.sluice.administration.audit.Auditor;
import dev.sluice.administration.tables.TableOperations;

/**
 * Proves what became of every record of a pipeline.
 *
 * @param tables knows the pipelines
 * @param auditor does it
 */
record AuditCommand(TableOperations tables, Auditor auditor) implements Command {

	@Override
	public String name() {
		return "audit";
	}

	@Override
	public String usage() {
		return "[--pipeline=NAME] [--from=TIME|DURATION|TOPIC/PARTITION@OFFSET,...] [--to=...] [--limit=100]"
				+ " [--strict] [--format=text|json]";
	}

	@Override
	public Set<String> options() {
		return Set.of("pipeline", "from", "to", "limit", "strict", "format");
	}

	@Override
	public OperationOutcome run(Options options) {
		Format format = format(Objects.requireNonNullElse(options.get("format"), "text"));
		AuditReport report = this.auditor.audit(
				new AuditRequest(this.tables.pipelineOr(options.get("pipeline")), options.get("from"),
						options.get("to"), limit(options), Objects.requireNonNullElse(options.flag("strict"), false)),
				new AuditProgress());
		return new OperationOutcome(report.complete(), (format == Format.JSON) ? report.json() : report.text(), true);
	}

	private static Format format(String name) {
		try {
			return Format.valueOf(name.toUpperCase(Locale.ROOT));
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException("there is no format '" + name + "', only text and json", ex);
		}
	}

	private static int limit(Options options) {
		String limit = Objects.requireNonNullElse(options.get("limit"), Integer.toString(AuditRequest.NAMED));
		try {
			return Integer.parseInt(limit);
		}
		catch (NumberFormatException ex) {
			throw new IllegalArgumentException("'" + limit + "' is no number for --limit", ex);
		}
	}

	private enum Format {

		TEXT, JSON

	}

}
