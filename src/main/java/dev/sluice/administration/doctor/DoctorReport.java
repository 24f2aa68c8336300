package dev.sluice.administration.doctor;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the doctor has found.
 *
 * @param at when
 * @param verdict {@link Verdict#FAILED} if a check has failed, else
 * {@link Verdict#WARNING} if there is a warning, else {@link Verdict#OK}
 * @param checks all checks, by their groups
 */
public record DoctorReport(Instant at, Verdict verdict, List<Check> checks) {

	static DoctorReport of(Instant at, List<Check> checks) {
		Verdict verdict = Verdict.OK;
		for (Check check : checks) {
			if (check.verdict() != Verdict.SKIPPED && check.verdict().compareTo(verdict) > 0) {
				verdict = check.verdict();
			}
		}
		return new DoctorReport(at, verdict, List.copyOf(checks));
	}

	/**
	 * How many checks have come to each verdict.
	 */
	Map<Verdict, Long> counts() {
		Map<Verdict, Long> counts = new TreeMap<>();
		this.checks.forEach((check) -> counts.merge(check.verdict(), 1L, Long::sum));
		return counts;
	}

}
