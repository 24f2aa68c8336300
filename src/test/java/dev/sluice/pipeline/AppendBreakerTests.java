package dev.sluice.pipeline;

import java.time.Duration;
import java.time.Instant;

import dev.sluice.mutator.TableState;
import dev.sluice.record.SourcePartition;
import dev.sluice.table.RowLayout;
import dev.sluice.table.TableSchema;
import dev.sluice.warehouse.AppendResult;
import dev.sluice.warehouse.AppendResult.Cause;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AppendBreaker}, by what an appender does.
 */
class AppendBreakerTests {

	private static final AppendResult STORED = new AppendResult.Stored();

	private final LoaderWorld world = new LoaderWorld().withRequestsOf(1);

	private BreakerState state() {
		return table().breaker();
	}

	private AppendStatus table() {
		return this.world.pipeline().status().tables().get(0);
	}

	private static AppendResult failure(Cause cause) {
		return new AppendResult.Unavailable(cause, "no answer", null);
	}

	@Test
	void firstFailureOpensAndKeepsOtherRequestsBack() {
		this.world.load(0, "1", "2", "3", "4", "5", "6");

		this.world.answer(failure(Cause.OUTAGE));

		assertThat(state()).isEqualTo(BreakerState.OPEN);
		assertThat(this.world.unanswered()).isEqualTo(3);
	}

	@Test
	void oneRequestTriesWhenItIsTime() {
		this.world.load(0, "1", "2", "3");
		this.world.answerAll(failure(Cause.OUTAGE));

		this.world.pass(Duration.ofSeconds(60));

		assertThat(state()).isEqualTo(BreakerState.HALF_OPEN);
		assertThat(this.world.unanswered()).isOne();
	}

	@Test
	void trialThatFailsOpensItForLonger() {
		this.world.load(0, "1");
		this.world.answer(failure(Cause.QUOTA));
		this.world.pass(Duration.ofSeconds(2));
		this.world.answer(failure(Cause.QUOTA));

		this.world.pass(Duration.ofSeconds(1));

		assertThat(state()).isEqualTo(BreakerState.OPEN);
		assertThat(table().problem()).extracting(AppendStatus.Problem::failures).isEqualTo(2);
	}

	@Test
	void trialThatSucceedsClosesItForAllRequests() {
		this.world.load(0, "1", "2", "3", "4", "5");
		this.world.answerAll(failure(Cause.OUTAGE));
		this.world.pass(Duration.ofSeconds(60));

		this.world.answer(STORED);

		assertThat(state()).isEqualTo(BreakerState.CLOSED);
		assertThat(this.world.unanswered()).isEqualTo(4);
	}

	@Test
	void timeThatBigQueryAsksForIsWaitedOut() {
		this.world.load(0, "1");
		this.world.answer(new AppendResult.Unavailable(Cause.QUOTA, "quota", Duration.ofMinutes(5)));

		this.world.pass(Duration.ofMinutes(4));

		assertThat(state()).isEqualTo(BreakerState.OPEN);

		this.world.pass(Duration.ofMinutes(2));

		assertThat(state()).isEqualTo(BreakerState.HALF_OPEN);
	}

	@ParameterizedTest
	@ValueSource(ints = { -1, 1 })
	void clockThatJumpsChangesNoDelay(int hours) {
		this.world.load(0, "1");
		this.world.answer(new AppendResult.Unavailable(Cause.QUOTA, "quota", Duration.ofMinutes(5)));
		this.world.setClock(Duration.ofHours(hours));

		this.world.pass(Duration.ofMinutes(4));

		assertThat(state()).isEqualTo(BreakerState.OPEN);

		this.world.pass(Duration.ofMinutes(2));
		this.world.answer(STORED);

		assertThat(this.world.committable()).isOne();
	}

	@Test
	void trialWhoseRecordsAreNotOursAnyMoreGivesItsTurnAway() {
		SourcePartition other = new SourcePartition("orders", 1);
		this.world.load(0, "1");
		this.world.answer(failure(Cause.OUTAGE));
		this.world.pipeline().assign(other, Commit.read(0, null));
		this.world.pipeline().revoke(LoaderWorld.PARTITION);
		this.world.pipeline().load(Batches.ofPartition(1, 0, "2"));

		this.world.pass(Duration.ofSeconds(60));
		this.world.answer(STORED);

		assertThat(this.world.stored()).containsExactly(2L);
		assertThat(state()).isEqualTo(BreakerState.CLOSED);
	}

	@Test
	void tableThatTheCatalogSaysIsMissingIsLeftAloneUntilItIsTimeToLook() {
		this.world.load(0, "1");
		this.world.withTable(new TableState.Blocked(RowLayout.of(LoaderWorld.TABLE, TableSchema.EMPTY), "it is missing",
				true, Instant.EPOCH.plusSeconds(300)));
		this.world.answer(new AppendResult.TableGone("not found"));

		this.world.pass(Duration.ofSeconds(200));

		assertThat(state()).isEqualTo(BreakerState.OPEN);
		assertThat(table().problem()).extracting(AppendStatus.Problem::needsOperator).isEqualTo(true);
	}

}
