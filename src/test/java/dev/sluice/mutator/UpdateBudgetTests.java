package dev.sluice.mutator;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link UpdateBudget}.
 */
class UpdateBudgetTests {

	private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

	private final UpdateBudget budget = new UpdateBudget();

	@Test
	void fiveUpdatesAreFree() {
		for (int i = 0; i < 5; i++) {
			assertThat(this.budget.take(NOON)).isZero();
		}
	}

	@Test
	void theSixthWaitsUntilTheFirstIsTenSecondsOld() {
		for (int i = 0; i < 5; i++) {
			this.budget.take(NOON.plusSeconds(i));
		}

		assertThat(this.budget.take(NOON.plusSeconds(7))).isEqualTo(Duration.ofSeconds(3));
		assertThat(this.budget.take(NOON.plusSeconds(10))).isZero();
		assertThat(this.budget.take(NOON.plusSeconds(10))).isEqualTo(Duration.ofSeconds(1));
	}

}
