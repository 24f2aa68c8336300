package dev.sluice.torture;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * What came of a seed.
 *
 * @param seed the seed
 * @param fired the kinds of faults that have happened
 * @param verdict what the comparison says, unless it did not come to that
 * @param problems why it has failed; none if it has passed
 * @param took how long it took
 */
record TrialResult(int seed, List<FaultKind> fired, @Nullable Verdict verdict, List<String> problems, Duration took) {

	boolean passed() {
		return this.problems.isEmpty();
	}

	@Override
	public String toString() {
		return "seed %d %s: %s; fired: %s; %d s%s".formatted(this.seed, passed() ? "passed" : "FAILED",
				(this.verdict != null) ? this.verdict : "no verdict",
				this.fired.stream().map(FaultKind::toString).collect(Collectors.joining(", ")), this.took.toSeconds(),
				passed() ? "" : "; " + String.join("; ", this.problems));
	}

}
