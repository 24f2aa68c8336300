package dev.sluice.administration.doctor;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;

import dev.sluice.warehouse.AccountAccess;

/**
 * The clock of this machine against that of BigQuery's servers.
 *
 * @param accesses asks them
 * @param clock this machine's
 */
record ClockExaminer(Supplier<AccountAccess> accesses, InstantSource clock) implements Examiner {

	private static final Duration MOST = Duration.ofSeconds(5);

	@Override
	public String group() {
		return "clock";
	}

	@Override
	public void examine(Scope scope, Checks checks) {
		Instant before = this.clock.instant();
		Instant theirs = this.accesses.get().time();
		Instant after = this.clock.instant();
		Duration skew = skew(before, theirs, after);
		if (skew.compareTo(MOST) > 0) {
			checks.warning("skew", "%d s from BigQuery's clock".formatted(skew.toSeconds()),
					"let a time service set this machine's clock: tokens, freshness and retention depend on it");
		}
		else {
			checks.ok("skew", (skew.toSeconds() == 0) ? "none that can be seen"
					: "%d s from BigQuery's clock".formatted(skew.toSeconds()));
		}
	}

	/** Their answer is exact to the second, and may be of any moment between. */
	static Duration skew(Instant before, Instant theirs, Instant after) {
		if (theirs.plusSeconds(1).isBefore(before)) {
			return Duration.between(theirs.plusSeconds(1), before);
		}
		return theirs.isAfter(after) ? Duration.between(after, theirs) : Duration.ZERO;
	}

}
