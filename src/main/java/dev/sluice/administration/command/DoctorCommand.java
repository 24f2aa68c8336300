package dev.sluice.administration.command;

import java.util.Set;
import java.util.function.Supplier;

import dev.sluice.administration.OperationOutcome;
import dev.sluice.administration.doctor.Doctor;
import dev.sluice.administration.doctor.DoctorReport;
import dev.sluice.administration.doctor.DoctorRequest;
import dev.sluice.administration.doctor.ReportText;
import dev.sluice.administration.doctor.Verdict;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Examines everything that loading needs, and says what is to be mended.
 *
 * @param doctor does it
 */
record DoctorCommand(Supplier<Doctor> doctor) implements Command {

	static final String NAME = "doctor";

	private static final int SAMPLES = 5;

	@Override
	public String name() {
		return NAME;
	}

	@Override
	public String usage() {
		return "[--pipeline=NAME] [--samples=N] [--format=text|json] [--verbose]";
	}

	@Override
	public Set<String> options() {
		return Set.of("pipeline", "samples", "format", "verbose");
	}

	@Override
	public OperationOutcome run(Options options) {
		boolean json = isJson(options.get("format"));
		DoctorRequest request = new DoctorRequest(options.get("pipeline"), samples(options.get("samples")), true);
		DoctorReport report = this.doctor.get().examine(request);
		String text = json
				? JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build().writeValueAsString(report)
				: new ReportText(Boolean.TRUE.equals(options.flag("verbose"))).of(report);
		return new OperationOutcome(report.verdict() != Verdict.FAILED, text, true);
	}

	private static boolean isJson(@Nullable String format) {
		if (format == null || "text".equals(format)) {
			return false;
		}
		if ("json".equals(format)) {
			return true;
		}
		throw new IllegalArgumentException("--format is text or json, not '" + format + "'");
	}

	private static int samples(@Nullable String number) {
		try {
			return (number != null) ? Integer.parseInt(number) : SAMPLES;
		}
		catch (NumberFormatException ex) {
			throw new IllegalArgumentException("--samples is a number, not '" + number + "'", ex);
		}
	}

}
