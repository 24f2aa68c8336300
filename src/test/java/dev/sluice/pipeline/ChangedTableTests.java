package dev.sluice.pipeline;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import dev.sluice.mutator.TableState;
import dev.sluice.table.Column;
import dev.sluice.table.ColumnType;
import dev.sluice.table.RowLayout;
import dev.sluice.table.TableSchema;
import dev.sluice.warehouse.AppendResult;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for tables that change while rows for them are on their way.
 */
class ChangedTableTests {

	private static final AppendResult STORED = new AppendResult.Stored();

	private static final Duration AGE = Duration.ofMillis(250);

	private static final Duration MINUTE = Duration.ofMinutes(1);

	private static final Column NUMBER = Column.nullable("n", ColumnType.INT64);

	private static final RowLayout PLAIN = RowLayout.of(LoaderWorld.TABLE, new TableSchema(List.of(NUMBER)));

	private static final RowLayout WITH_EXTRA = PLAIN
		.evolve(new TableSchema(List.of(NUMBER, Column.nullable("extra", ColumnType.INT64))));

	private final LoaderWorld world = new LoaderWorld();

	private static TableState ready(RowLayout layout) {
		return new TableState.Ready(layout, layout, TableState.ColumnVerdicts.NONE);
	}

	/** A table whose write path never sees the column that the catalog has. */
	private static TableState overdue(RowLayout catalog) {
		return new TableState.Ready(PLAIN, catalog, (parent, column) -> new TableState.ColumnVerdict.Overdue());
	}

	@Test
	void rowsWithAColumnThatIsDroppedAreEncodedAnew() {
		this.world.withTable(ready(WITH_EXTRA)).load(0, "new:1");
		this.world.pass(AGE);
		RowLayout dropped = WITH_EXTRA.evolve(PLAIN.schema());
		this.world.withTable(ready(dropped));

		for (int i = 0; i < 8; i++) {
			this.world.answer(new AppendResult.SchemaBehind("extra fields"));
			this.world.pass(MINUTE);
		}

		assertThat(this.world.unanswered()).isZero();
		assertThat(this.world.parkedAt(LoaderWorld.PARTITION)).isNull();

		this.world.load(0, "1");
		this.world.pass(MINUTE);
		this.world.answer(STORED);

		assertThat(this.world.stored()).containsExactly(1L);
		assertThat(this.world.committable()).isOne();
	}

	@Test
	void rowsForAColumnThatHasAnotherTypeNowAreEncodedAnewAndNoDeadLetters() {
		this.world.withTable(ready(PLAIN)).load(0, "1", "2");
		this.world.pass(AGE);
		RowLayout changed = PLAIN.evolve(new TableSchema(List.of(Column.nullable("n", ColumnType.STRING))));
		this.world.withTable(ready(changed));

		this.world.answer(new AppendResult.RequestRefused("The proto field mismatched with BigQuery field"));
		this.world.pass(MINUTE);

		assertThat(this.world.letters()).isEmpty();
		assertThat(this.world.unanswered()).isZero();
		assertThat(this.world.committable()).isZero();
	}

	@Test
	void overdueRecordWaitsForWhatTheCatalogLacksToo() {
		this.world.withTable(overdue(PLAIN)).load(0, "1", "new:2");
		this.world.pass(AGE);
		this.world.answer(STORED);

		assertThat(this.world.preparations()).isOne();
		assertThat(this.world.parkedAt(LoaderWorld.PARTITION)).isOne();
		assertThat(this.world.committable()).isOne();

		this.world.answerPreparation(overdue(WITH_EXTRA));
		this.world.load(1, "new:2");
		this.world.answerLetters(null);

		assertThat(this.world.failedInserts()).hasSize(1);
		assertThat(this.world.committable()).isEqualTo(2);
	}

	@Test
	void overdueRecordThatTurnsOutToBeBadIsADeadLetter() {
		this.world.withTable(overdue(WITH_EXTRA)).load(0, "1", "odd:2", "3");
		this.world.pass(AGE);
		this.world.answer(STORED);
		this.world.answerLetters(null);

		assertThat(this.world.letters()).containsExactly("1 wrong-type");
		assertThat(this.world.committable()).isEqualTo(3);
	}

	@Test
	void failedInsertThatIsNotKeptGivesBackTheSliceBeingTakenToo() {
		this.world.withTable(overdue(WITH_EXTRA)).withRequestsOf(1).withMemory(2 * SlabMemory.SMALLEST);
		this.world.load(0, "new:1");
		this.world.failLetter();

		this.world.load(1, "2", "3", "4");

		assertThat(this.world.parkedAt(LoaderWorld.PARTITION)).isZero();
		assertThat(this.world.committable()).isZero();

		this.world.pass(MINUTE);
		this.world.answerAll(STORED);
		this.world.load(0, "1");
		this.world.answerAll(STORED);

		assertThat(this.world.committable()).isOne();
	}

	@Test
	void rowsWithAndWithoutNullInADefaultColumnFillTheSameFewRequests() {
		Column extra = new Column("extra", ColumnType.INT64, Column.Mode.NULLABLE, "7", null);
		RowLayout layout = RowLayout.of(LoaderWorld.TABLE, new TableSchema(List.of(NUMBER, extra)));
		this.world.withTable(ready(layout));

		this.world.load(0,
				IntStream.range(0, 900).mapToObj((i) -> (i % 2 == 0) ? "null:1" : "1").toArray(String[]::new));
		this.world.pass(AGE);

		assertThat(this.world.appends()).hasSize(2);
		assertThat(this.world.memoryUsed()).isEqualTo(2L * SlabMemory.SMALLEST);

		this.world.answerAll(STORED);

		assertThat(this.world.committable()).isEqualTo(900);
	}

	@Test
	void recordThatIsTooMuchForTheTransformIsADeadLetter() {
		this.world.load(0, "1", "throw", "3");
		this.world.pass(AGE);
		this.world.answer(STORED);
		this.world.answerLetters(null);

		assertThat(this.world.letters()).isEqualTo(Arrays.asList("1 transform-failed"));
		assertThat(this.world.committable()).isEqualTo(3);
	}

}
