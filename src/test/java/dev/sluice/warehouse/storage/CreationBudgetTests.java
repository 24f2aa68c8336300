package dev.sluice.warehouse.storage;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CreationBudget}.
 */
class CreationBudgetTests {

	private static final Duration LONG = Duration.ofSeconds(30);

	private final AtomicLong time = new AtomicLong(-5);

	private static void take(CreationBudget budget, int times) {
		IntStream.range(0, times).forEach((i) -> budget.take(LONG));
	}

	private void pass(Duration duration) {
		this.time.addAndGet(duration.toNanos());
	}

	@Test
	void fortyStreamsAreCreatedAtOnceAndTheNextOnesInTheirTurn() {
		CreationBudget budget = new CreationBudget(10_000, this.time::get);

		take(budget, 39);

		assertThat(budget.take(LONG)).isZero();
		assertThat(budget.take(LONG)).isEqualTo(Duration.ofSeconds(1));
		take(budget, 39);
		assertThat(budget.take(LONG)).isEqualTo(Duration.ofSeconds(2));
	}

	@Test
	void aSecondLaterThereAreFortyMore() {
		CreationBudget budget = new CreationBudget(10_000, this.time::get);
		take(budget, 40);

		pass(Duration.ofSeconds(1));
		take(budget, 39);

		assertThat(budget.take(LONG)).isZero();
		assertThat(budget.take(LONG)).isEqualTo(Duration.ofSeconds(1));
	}

	@Test
	void noMoreThanAllowedAreCreatedInAnyHour() {
		CreationBudget budget = new CreationBudget(3, this.time::get);
		take(budget, 2);
		pass(Duration.ofMinutes(50));

		assertThat(budget.take(LONG)).isZero();
		assertThat(budget.take(LONG)).isEqualTo(Duration.ofMinutes(10));
		assertThat(budget.take(LONG)).isEqualTo(Duration.ofMinutes(10));
		pass(Duration.ofMinutes(10));
		take(budget, 2);
		assertThat(budget.take(LONG)).isEqualTo(Duration.ofMinutes(50));
	}

	@Test
	void whatIsLeftComesBackWithinTheHour() {
		CreationBudget budget = new CreationBudget(100, this.time::get);
		take(budget, 30);

		assertThat(budget.left()).isEqualTo(70);

		pass(Duration.ofHours(1));

		assertThat(budget.left()).isEqualTo(100);
	}

}
