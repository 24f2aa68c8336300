package dev.sluice.pipeline;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

import dev.sluice.mutator.TableState;
import dev.sluice.record.SourcePartition;
import dev.sluice.table.Column;
import dev.sluice.table.ColumnType;
import dev.sluice.table.RowLayout;
import dev.sluice.table.TableSchema;
import dev.sluice.warehouse.AppendResult;
import dev.sluice.warehouse.AppendResult.Cause;
import dev.sluice.warehouse.AppendResult.Refusal;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LoadPipeline}.
 */
class LoadPipelineTests {

	private static final AppendResult STORED = new AppendResult.Stored();

	private static final AppendResult OUTAGE = new AppendResult.Unavailable(Cause.OUTAGE, "draining", null);

	private static final Duration AGE = Duration.ofMillis(250);

	private final LoaderWorld world = new LoaderWorld();

	@Test
	void nothingIsCommittableBeforeTheRowsAreStored() {
		this.world.load(0, "1", "2", "3");
		this.world.pass(AGE);

		assertThat(this.world.committable()).isZero();

		this.world.answer(STORED);

		assertThat(this.world.committable()).isEqualTo(3);
		assertThat(this.world.stored()).containsExactly(1L, 2L, 3L);
	}

	@Test
	void laterRequestsStoredFirstDoNotMoveTheWatermark() {
		this.world.withRequestsOf(2).load(0, "1", "2", "3", "4");

		this.world.appends().get(1).answer(STORED);
		this.world.pass(AGE);

		assertThat(this.world.committable()).isZero();

		this.world.answer(STORED);

		assertThat(this.world.committable()).isEqualTo(4);
	}

	@Test
	void rowsWaitForOthersUntilTheyAreOldEnough() {
		this.world.load(0, "1");
		this.world.pass(AGE.dividedBy(2));

		assertThat(this.world.appends()).isEmpty();

		this.world.pass(AGE);

		assertThat(this.world.appends()).hasSize(1);
	}

	@Test
	void badRecordsAreSettledWhenTheirLettersAreAcknowledged() {
		this.world.load(0, "1", "bad", "skip");
		this.world.pass(AGE);
		this.world.answer(STORED);

		assertThat(this.world.committable()).isEqualTo(1);

		this.world.answerLetters(null);

		assertThat(this.world.committable()).isEqualTo(3);
		assertThat(this.world.totals()).isEqualTo(new Totals(0, 1, 1, 1, 0, 0));
	}

	@Test
	void letterThatIsNotAcknowledgedIsTriedAgain() {
		this.world.load(0, "bad");
		this.world.answerLetters(new IllegalStateException("broker away"));
		this.world.pass(Duration.ofSeconds(2));

		assertThat(this.world.letters()).containsExactly("0 malformed", "0 malformed");
		assertThat(this.world.committable()).isZero();

		this.world.answerLetters(null);

		assertThat(this.world.committable()).isEqualTo(1);
	}

	@Test
	void outageKeepsRowsAndProbesOneRequestAtATime() {
		this.world.withRequestsOf(1).load(0, "1", "2", "3");
		this.world.answer(OUTAGE);
		this.world.answer(OUTAGE);
		this.world.answer(OUTAGE);

		assertThat(this.world.unanswered()).isZero();

		this.world.pass(Duration.ofSeconds(60));

		assertThat(this.world.unanswered()).isOne();

		this.world.answerAll(STORED);

		assertThat(this.world.stored()).containsExactlyInAnyOrder(1L, 2L, 3L);
		assertThat(this.world.committable()).isEqualTo(3);
	}

	@Test
	void refusedRowsAreSeparatedFromTheOthers() {
		this.world.load(0, "1", "2", "3");
		this.world.pass(AGE);
		this.world.answer(new AppendResult.RowsRefused(List.of(new Refusal(1, "out of range")), true));
		this.world.answerAll(STORED);
		this.world.answerLetters(null);

		assertThat(this.world.stored()).containsExactly(1L, 3L);
		assertThat(this.world.letters()).containsExactly("1 row-refused");
		assertThat(this.world.totals()).isEqualTo(new Totals(0, 2, 1, 0, 0, 0));
	}

	@Test
	void shortenedListOfRefusalsIsFollowedUpInHalves() {
		this.world.load(0, "1", "2", "3", "4", "5");
		this.world.pass(AGE);
		this.world.answer(new AppendResult.RowsRefused(List.of(new Refusal(0, "no")), false));

		assertThat(this.world.appends()).extracting(HeldAppend::count).containsExactly(5, 2, 2);
	}

	@Test
	void requestRefusedAsAWholeIsBisectedToTheRowThatIsToBlame() {
		this.world.load(0, "1", "2", "3", "4");
		this.world.pass(AGE);
		while (this.world.unanswered() > 0) {
			HeldAppend next = this.world.appends()
				.stream()
				.filter((append) -> !append.answered())
				.findFirst()
				.orElseThrow();
			boolean poisoned = IntStream.range(0, next.count()).anyMatch((row) -> next.number(row) == 3);
			this.world.answer((poisoned) ? new AppendResult.RequestRefused("cannot parse") : STORED);
			this.world.pass(Duration.ofSeconds(1));
		}
		this.world.answerLetters(null);

		assertThat(this.world.stored()).containsExactlyInAnyOrder(1L, 2L, 4L);
		assertThat(this.world.letters()).containsExactly("2 row-refused");
		assertThat(this.world.committable()).isEqualTo(4);
	}

	@Test
	void recordWithSeveralRowsIsSettledWhenAllAre() {
		this.world.withRequestsOf(1).load(0, "1+2", "3");
		this.world.answer(STORED);

		assertThat(this.world.committable()).isZero();

		this.world.answerAll(STORED);

		assertThat(this.world.committable()).isEqualTo(2);
		assertThat(this.world.totals().stored()).isEqualTo(2);
	}

	@Test
	void missingColumnParksThePartitionAtItsRecord() {
		this.world.load(0, "1", "new:2", "3");

		assertThat(this.world.parkedAt(LoaderWorld.PARTITION)).isEqualTo(1);
		assertThat(this.world.preparations()).isOne();

		this.world.answerPreparation(withExtra());

		assertThat(this.world.parkedAt(LoaderWorld.PARTITION)).isNull();

		this.world.load(1, "new:2", "3");
		this.world.pass(AGE);
		this.world.answerAll(STORED);

		assertThat(this.world.committable()).isEqualTo(3);
	}

	@Test
	void badRecordWinsOverMissingTable() {
		this.world.withTable(new TableState.Absent(RowLayout.of(LoaderWorld.TABLE, TableSchema.EMPTY)))
			.load(0, "bad", "1");

		assertThat(this.world.letters()).containsExactly("0 malformed");
		assertThat(this.world.parkedAt(LoaderWorld.PARTITION)).isEqualTo(1);
	}

	@Test
	void blockedTableIsAskedForAgainOnlyWhenItIsTime() {
		this.world.withTable(new TableState.Unknown(RowLayout.of(LoaderWorld.TABLE, TableSchema.EMPTY))).load(0, "1");
		this.world.answerPreparation(new TableState.Blocked(RowLayout.of(LoaderWorld.TABLE, TableSchema.EMPTY),
				"permission bigquery.tables.create is missing", true, Instant.EPOCH.plusSeconds(30)));
		this.world.pass(Duration.ofSeconds(29));

		assertThat(this.world.parkedAt(LoaderWorld.PARTITION)).isZero();

		this.world.pass(Duration.ofSeconds(1));

		assertThat(this.world.parkedAt(LoaderWorld.PARTITION)).isNull();
	}

	@Test
	void overdueColumnMakesFailedInsertsOfTheRowsThatNeedIt() {
		RowLayout layout = RowLayout.of(LoaderWorld.TABLE,
				new TableSchema(List.of(Column.nullable("n", ColumnType.INT64))));
		this.world
			.withTable(new TableState.Ready(layout, extraLayout(),
					(parent, column) -> new TableState.ColumnVerdict.Overdue()))
			.load(0, "1", "new:2");
		this.world.pass(AGE);
		this.world.answer(STORED);
		this.world.answerLetters(null);

		assertThat(this.world.failedInserts()).hasSize(1);
		assertThat(this.world.totals()).isEqualTo(new Totals(0, 1, 0, 0, 1, 0));
	}

	@Test
	void memoryTakenByATableThatDoesNotAnswerParksThePartition() {
		this.world.withMemory(2 * SlabMemory.SMALLEST).withRequestsOf(1);
		String[] records = IntStream.range(0, 10).mapToObj((n) -> String.valueOf(n + 1)).toArray(String[]::new);
		this.world.load(0, "1");
		this.world.answer(OUTAGE);
		this.world.pipeline().load(Batches.of(1, records));

		assertThat(this.world.parkedAt(LoaderWorld.PARTITION)).isGreaterThanOrEqualTo(1);

		this.world.pass(Duration.ofSeconds(60));
		this.world.answerAll(STORED);

		assertThat(this.world.parkedAt(LoaderWorld.PARTITION)).isNull();
	}

	@Test
	void gapsAreCountedApart() {
		this.world.pipeline().load(Batches.of(0, new long[] { 2, 5 }, 9, "1", "2"));
		this.world.pass(AGE);
		this.world.answer(STORED);

		assertThat(this.world.totals()).isEqualTo(new Totals(0, 2, 0, 0, 0, 7));
		assertThat(this.world.committable()).isEqualTo(9);
	}

	@Test
	void answersForARevokedPartitionOnlyFreeMemory() {
		this.world.load(0, "1");
		this.world.pass(AGE);
		this.world.pipeline().revoke(LoaderWorld.PARTITION);
		this.world.answer(STORED);

		assertThat(this.world.committable()).isEqualTo(-1);
		assertThat(this.world.pipeline().partitions()).isEmpty();
	}

	@Test
	void rebalanceWaitsForWhatIsInFlight() {
		this.world.load(0, "1");
		this.world.pipeline().drain(List.of(LoaderWorld.PARTITION), Duration.ZERO, () -> {
		});

		assertThat(this.world.unanswered()).isOne();
	}

	@Test
	void appendWithoutAnyAnswerHasItsRecordsDoneAgain() {
		this.world.load(0, "1");
		this.world.pass(AGE);
		this.world.pass(Duration.ofMinutes(11));

		assertThat(this.world.parkedAt(LoaderWorld.PARTITION)).isZero();
		assertThat(this.world.committable()).isZero();

		this.world.pass(Duration.ofMinutes(1));
		this.world.load(0, "1");
		this.world.pass(AGE);
		this.world.appends().get(1).answer(STORED);
		this.world.pass(AGE);

		assertThat(this.world.committable()).isOne();
	}

	@Test
	void booksThatDoNotBalanceStopThePartitionAndNoOther() {
		SourcePartition other = new SourcePartition("orders", 1);
		this.world.pipeline().assign(other, Commit.read(0, null));
		this.world.load(0, "1", "2");
		this.world.load(1, "2");
		this.world.pass(AGE);
		this.world.answerAll(STORED);
		this.world.pass(Duration.ofHours(1));
		this.world.load(2, "3");

		assertThat(this.world.committable()).isEqualTo(-1);
		assertThat(this.world.parkedAt(LoaderWorld.PARTITION)).isZero();
		assertThat(this.world.appends()).hasSize(1);
		assertThat(this.world.pipeline().committable(other)).isNotNull();
		assertThat(this.world.parkedAt(other)).isNull();
	}

	@Test
	void bufferOfARequestThatFailedIsNotUsedAgain() {
		this.world.load(0, "1");
		this.world.pass(AGE);
		this.world.answer(OUTAGE);
		this.world.pipeline().redoAll(new IllegalStateException("out of the blue"));
		this.world.pass(Duration.ofMinutes(1));
		this.world.load(0, "1");
		this.world.pass(AGE);

		assertThat(this.world.appends().get(1).buffer()).isNotSameAs(this.world.appends().get(0).buffer());
	}

	@Test
	void recordsBehindAClosedGateWaitUntilItOpens() {
		LoaderWorld world = new LoaderWorld().withGate(2, Instant.EPOCH.plusSeconds(300));

		world.load(0, "1", "2", "3");
		world.pass(Duration.ofSeconds(299));
		assertThat(world.parkedAt(LoaderWorld.PARTITION)).isEqualTo(2);
		world.pass(Duration.ofSeconds(1));

		assertThat(world.parkedAt(LoaderWorld.PARTITION)).isNull();
		world.load(2, "3");
		world.pass(Duration.ofSeconds(1));
		world.answerAll(new AppendResult.Stored());
		assertThat(world.committable()).isEqualTo(3);
	}

	private static TableState withExtra() {
		RowLayout layout = extraLayout();
		return new TableState.Ready(layout, layout, TableState.ColumnVerdicts.NONE);
	}

	private static RowLayout extraLayout() {
		return RowLayout.of(LoaderWorld.TABLE, new TableSchema(List.of(Column.nullable("n", ColumnType.INT64))))
			.evolve(new TableSchema(
					List.of(Column.nullable("n", ColumnType.INT64), Column.nullable("extra", ColumnType.INT64))));
	}

}
