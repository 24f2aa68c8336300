package dev.sluice.torture;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Summary}.
 */
class SummaryTests {

	private static final List<FaultKind> KINDS = List.of(FaultKind.KILL_LOADER, FaultKind.DROP_TABLE);

	@Test
	void failedSeedFailsTheCampaign() {
		Summary summary = new Summary(List.of(result(1, KINDS), failed(2)), KINDS);

		assertThat(summary.passed()).isFalse();
		assertThat(summary).hasToString("1 passed, 1 failed");
	}

	@Test
	void kindThatNeverFiredFailsACampaignOfEnoughSeeds() {
		List<TrialResult> results = IntStream.rangeClosed(1, Summary.ENOUGH)
			.mapToObj((seed) -> result(seed, List.of(FaultKind.KILL_LOADER)))
			.toList();

		Summary summary = new Summary(results, KINDS);

		assertThat(summary.passed()).isFalse();
		assertThat(summary.silent()).containsExactly(FaultKind.DROP_TABLE);
		assertThat(summary.toString()).contains("never fired: [drop-table]").endsWith("20 passed, 0 failed");
	}

	@Test
	void kindThatNeverFiredIsToldOfInASmallCampaign() {
		Summary summary = new Summary(List.of(result(1, List.of(FaultKind.KILL_LOADER))), KINDS);

		assertThat(summary.passed()).isTrue();
		assertThat(summary.toString()).contains("never fired: [drop-table] (too few seeds for all kinds)");
	}

	private static TrialResult result(int seed, List<FaultKind> fired) {
		return new TrialResult(seed, fired, null, List.of(), Duration.ofSeconds(50));
	}

	private static TrialResult failed(int seed) {
		return new TrialResult(seed, KINDS, null, List.of("promise broken"), Duration.ofSeconds(50));
	}

}
