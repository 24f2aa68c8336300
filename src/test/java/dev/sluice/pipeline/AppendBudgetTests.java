package dev.sluice.pipeline;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import dev.sluice.retry.RateLimit;
import dev.sluice.warehouse.AppendResult;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AppendBudget} and {@link Budgets}.
 */
class AppendBudgetTests {

	private final LoaderWorld world = new LoaderWorld();

	@Test
	void requestsAboveTheBudgetWaitUntilItIsTime() {
		RateLimit twoRows = new RateLimit(2, () -> Instant.EPOCH.plus(this.world.passed()));
		this.world.withRequestsOf(2)
			.withBudget(new AppendBudget(List.of(twoRows), List.of()))
			.load(0, "1", "2", "3", "4", "5", "6");

		assertThat(this.world.appends()).hasSize(1);

		this.world.pass(Duration.ofMillis(600));

		assertThat(this.world.appends()).hasSize(2);

		this.world.pass(Duration.ofMillis(1100));
		this.world.answerAll(new AppendResult.Stored());

		assertThat(this.world.committable()).isEqualTo(6);
	}

	@Test
	void tablesShareTheBudgetOfTheProcess() {
		SimpleMeterRegistry registry = new SimpleMeterRegistry();
		Instant[] now = { Instant.EPOCH };
		Budgets budgets = new Budgets(new BudgetProperties(DataSize.ofBytes(100), null), registry, () -> now[0]);
		BudgetProperties none = new BudgetProperties(null, null);
		AppendBudget one = budgets.of("orders", LoaderWorld.TABLE, none);
		AppendBudget other = budgets.of("others", LoaderWorld.TABLE, none);

		one.bytes().forEach((limit) -> limit.spend(500));
		now[0] = now[0].plusSeconds(10);

		assertThat(other.bytes()).singleElement().satisfies((limit) -> assertThat(limit.headroom()).isEqualTo(0.5));
		assertThat(registry.get("sluice.budget.headroom").gauge().value()).isEqualTo(0.5);
	}

	@Test
	void tableMayHaveLessThanTheProcess() {
		Budgets budgets = new Budgets(new BudgetProperties(null, 100L), new SimpleMeterRegistry(), () -> Instant.EPOCH);

		AppendBudget table = budgets.of("orders", LoaderWorld.TABLE, new BudgetProperties(null, 10L));

		assertThat(table.rows()).extracting(RateLimit::perSecond).containsExactly(10L, 100L);
		assertThat(budgets.of("orders", LoaderWorld.TABLE, new BudgetProperties(null, 10L))).isSameAs(table);
	}

}
