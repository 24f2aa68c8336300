package dev.sluice.mutator;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;

import dev.sluice.mutator.TableState.ColumnVerdict;
import dev.sluice.record.Reason;
import dev.sluice.table.Column;
import dev.sluice.table.ColumnType;
import dev.sluice.table.FieldPath;
import dev.sluice.table.RowLayout;
import dev.sluice.table.TableSchema;
import dev.sluice.warehouse.CatalogException;
import dev.sluice.warehouse.CatalogException.Problem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TableMutator} and the columns that records need.
 */
class NewColumnTests {

	private static final Column ID = Column.nullable("id", ColumnType.INT64);

	private static final Column NOTE = Column.nullable("note", ColumnType.STRING);

	private static final Column PRICE = Column.nullable("price", ColumnType.FLOAT64);

	private final MutatorWorld world = new MutatorWorld();

	@AfterEach
	void close() {
		this.world.close();
	}

	private static ColumnVerdict verdict(TableState state, Column column) {
		return ((TableState.Ready) state).refused().on(null, column);
	}

	@Test
	void prepareWaitsUntilTheWritePathSeesTheColumn() {
		this.world.bigQuery.has(MutatorWorld.TABLE, ID);
		this.world.bigQuery.lagging = true;
		CompletionStage<TableState> stage = this.world.mutator().prepare(MutatorWorld.TABLE, MutatorWorld.needs(NOTE));
		MutatorWorld.await(() -> this.world.bigQuery.schemaOf(MutatorWorld.TABLE).find("note") != null);

		assertThat(stage.toCompletableFuture()).isNotDone();
		this.world.bigQuery.catchUp();

		assertThat(MutatorWorld.layoutOf(MutatorWorld.answer(stage)).field("note")).isEqualTo(1);
	}

	@Test
	void rowsThatNeedNoNewColumnGoOnMeanwhile() {
		this.world.bigQuery.has(MutatorWorld.TABLE, ID);
		Mutator mutator = this.world.mutator();
		MutatorWorld.answer(mutator.prepare(MutatorWorld.TABLE, MutatorWorld.needs()));
		this.world.bigQuery.lagging = true;
		CompletionStage<TableState> stage = mutator.prepare(MutatorWorld.TABLE, MutatorWorld.needs(NOTE));
		MutatorWorld.await(() -> this.world.bigQuery.schemaOf(MutatorWorld.TABLE).find("note") != null);

		assertThat(mutator.state(MutatorWorld.TABLE)).isInstanceOf(TableState.Ready.class);
		assertThat(MutatorWorld.answer(mutator.prepare(MutatorWorld.TABLE, MutatorWorld.needs(ID))))
			.isInstanceOf(TableState.Ready.class);
		assertThat(stage.toCompletableFuture()).isNotDone();
	}

	@Test
	void needsOfSeveralThreadsBecomeOneChange() {
		this.world.bigQuery.has(MutatorWorld.TABLE, ID);
		Mutator mutator = this.world.mutator();

		List<CompletionStage<TableState>> stages = IntStream.range(0, 20)
			.mapToObj((i) -> mutator.prepare(MutatorWorld.TABLE,
					MutatorWorld.needs(Column.nullable("c" + i, ColumnType.STRING))))
			.toList();

		stages.forEach(
				(stage) -> assertThat(MutatorWorld.layoutOf(MutatorWorld.answer(stage)).field("c19")).isPositive());
		assertThat(this.world.bigQuery.changes).hasSize(1);
	}

	@Test
	void aColumnThatTheWritePathDoesNotSeeInTimeIsOverdueUntilItDoes() {
		this.world.bigQuery.has(MutatorWorld.TABLE, ID);
		this.world.bigQuery.lagging = true;
		Mutator mutator = this.world.mutator(MutatorWorld.IF_NEEDED,
				new EvolutionProperties(false, Duration.ofMillis(30)), null);

		TableState state = MutatorWorld.answer(mutator.prepare(MutatorWorld.TABLE, MutatorWorld.needs(NOTE)));
		ColumnVerdict verdict = verdict(state, NOTE);
		this.world.bigQuery.catchUp();

		assertThat(verdict).isInstanceOf(ColumnVerdict.Overdue.class);
		MutatorWorld.await(() -> mutator.state(MutatorWorld.TABLE).layout().field("note") != RowLayout.NONE);
	}

	@Test
	void aColumnThatBigQueryRefusesIsRefusedAlone() {
		this.world.bigQuery.has(MutatorWorld.TABLE, ID);
		this.world.bigQuery.refusedColumns.add("note");

		TableState state = MutatorWorld
			.answer(this.world.mutator().prepare(MutatorWorld.TABLE, MutatorWorld.needs(PRICE, NOTE)));

		assertThat(MutatorWorld.layoutOf(state).field("price")).isPositive();
		assertThat(verdict(state, NOTE)).isInstanceOfSatisfying(ColumnVerdict.Refused.class,
				(refused) -> assertThat(refused.failure().apply(FieldPath.of("note")).reason())
					.isEqualTo(Reason.COLUMN_REFUSED));
		assertThat(verdict(state, Column.nullable("other", ColumnType.STRING))).isNull();
	}

	@Test
	void aTableIsCreatedWithoutTheColumnThatBigQueryRefuses() {
		this.world.bigQuery.refusedColumns.add("note");

		TableState state = MutatorWorld
			.answer(this.world.mutator().prepare(MutatorWorld.TABLE, MutatorWorld.needs(ID, NOTE)));

		assertThat(MutatorWorld.layoutOf(state).schema().columns()).containsExactly(ID);
		assertThat(verdict(state, NOTE)).isInstanceOf(ColumnVerdict.Refused.class);
	}

	@Test
	void aFullTableGoesOnWithoutTheColumn() {
		this.world.bigQuery.has(MutatorWorld.TABLE,
				IntStream.range(0, TableSchema.MAX_COLUMNS)
					.mapToObj((i) -> Column.nullable("c" + i, ColumnType.STRING))
					.toArray(Column[]::new));

		TableState state = MutatorWorld
			.answer(this.world.mutator().prepare(MutatorWorld.TABLE, MutatorWorld.needs(NOTE)));

		assertThat(verdict(state, NOTE)).isInstanceOfSatisfying(ColumnVerdict.Refused.class,
				(refused) -> assertThat(refused.failure().apply(FieldPath.of("note")).reason())
					.isEqualTo(Reason.TOO_MANY_COLUMNS));
		assertThat(this.world.bigQuery.changes).isEmpty();
	}

	@Test
	void aColumnInsideSomethingThatIsNoStructIsRefused() {
		this.world.bigQuery.has(MutatorWorld.TABLE, ID);

		TableState state = MutatorWorld
			.answer(this.world.mutator().prepare(MutatorWorld.TABLE, MutatorWorld.needs(FieldPath.of("id"), NOTE)));

		assertThat(((TableState.Ready) state).refused().on(FieldPath.of("id"), NOTE))
			.isInstanceOf(ColumnVerdict.Refused.class);
	}

	@Test
	void aChangeThatFailsDoesNotKeepOtherRowsFromGoingOn() {
		this.world.bigQuery.has(MutatorWorld.TABLE, ID);
		Mutator mutator = this.world.mutator();
		MutatorWorld.answer(mutator.prepare(MutatorWorld.TABLE, MutatorWorld.needs()));
		this.world.bigQuery.failure = new CatalogException(Problem.RATE_LIMITED, "Exceeded rate limits", null, null);

		TableState state = MutatorWorld.answer(mutator.prepare(MutatorWorld.TABLE, MutatorWorld.needs(NOTE)));

		assertThat(state).isInstanceOf(TableState.Blocked.class);
		assertThat(mutator.state(MutatorWorld.TABLE)).isInstanceOf(TableState.Ready.class);
	}

	@Test
	void instancesThatAddColumnsAtOnceHaveAllOfThem() {
		this.world.bigQuery.has(MutatorWorld.TABLE, ID);
		try (TableRegistry other = this.world.another()) {
			Mutator theirs = other.open(new Mutators.Options("orders", MutatorWorld.IF_NEEDED, MutatorWorld.PATIENT,
					null, List.of(), true));

			CompletionStage<TableState> one = this.world.mutator()
				.prepare(MutatorWorld.TABLE, MutatorWorld.needs(NOTE));
			CompletionStage<TableState> another = theirs.prepare(MutatorWorld.TABLE, MutatorWorld.needs(PRICE));

			assertThat(MutatorWorld.layoutOf(MutatorWorld.answer(one)).field("note")).isPositive();
			assertThat(MutatorWorld.layoutOf(MutatorWorld.answer(another)).field("price")).isPositive();
			assertThat(this.world.bigQuery.schemaOf(MutatorWorld.TABLE).columns()).contains(NOTE, PRICE);
		}
	}

	@Test
	void aColumnThatIsDroppedLeavesTheLayoutOnceTheCatalogSaysSo() {
		this.world.bigQuery.has(MutatorWorld.TABLE, ID, NOTE);
		Mutator mutator = this.world.mutator();
		MutatorWorld.answer(mutator.prepare(MutatorWorld.TABLE, MutatorWorld.needs()));
		this.world.bigQuery.has(MutatorWorld.TABLE, ID);

		RowLayout layout = MutatorWorld.layoutOf(MutatorWorld.answer(mutator.recheck(MutatorWorld.TABLE)));

		assertThat(layout.field("note")).isEqualTo(RowLayout.NONE);
	}

	@Test
	void aWritePathThatFallsBackDoesNotTakeAColumnAway() {
		this.world.bigQuery.has(MutatorWorld.TABLE, ID, NOTE);
		Mutator mutator = this.world.mutator();
		MutatorWorld.answer(mutator.prepare(MutatorWorld.TABLE, MutatorWorld.needs()));
		this.world.bigQuery.writePathSees(MutatorWorld.TABLE, ID);

		RowLayout layout = MutatorWorld.layoutOf(MutatorWorld.answer(mutator.recheck(MutatorWorld.TABLE)));

		assertThat(layout.field("note")).isEqualTo(1);
	}

	@Test
	void wordFromTheWritePathMakesNewColumnsKnown() {
		this.world.bigQuery.has(MutatorWorld.TABLE, ID);
		Mutator mutator = this.world.mutator();
		MutatorWorld.answer(mutator.prepare(MutatorWorld.TABLE, MutatorWorld.needs()));
		this.world.bigQuery.has(MutatorWorld.TABLE, ID, NOTE);

		this.world.notices.changed(MutatorWorld.TABLE);

		MutatorWorld.await(() -> mutator.state(MutatorWorld.TABLE).layout().field("note") != RowLayout.NONE);
	}

}
