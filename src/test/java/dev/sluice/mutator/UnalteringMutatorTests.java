package dev.sluice.mutator;

import java.util.List;
import java.util.concurrent.CompletionStage;

import dev.sluice.mutator.TableState.ColumnVerdict;
import dev.sluice.table.Column;
import dev.sluice.table.ColumnType;
import dev.sluice.table.RowLayout;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for pipelines whose columns others add.
 */
class UnalteringMutatorTests {

	private static final Column ID = Column.nullable("id", ColumnType.INT64);

	private static final Column NOTE = Column.nullable("note", ColumnType.STRING);

	private final MutatorWorld world = new MutatorWorld();

	private final Mutator mutator = this.world.mutator().unaltering();

	@AfterEach
	void close() {
		this.world.close();
	}

	@Test
	void rowDoesNotWaitForAColumnThatTheCatalogLacks() {
		this.world.bigQuery.has(MutatorWorld.TABLE, ID);

		TableState state = MutatorWorld.answer(this.mutator.prepare(MutatorWorld.TABLE, MutatorWorld.needs(NOTE)));

		assertThat(verdict(state)).isInstanceOf(ColumnVerdict.Overdue.class);
		assertThat(this.world.bigQuery.changes).isEmpty();
	}

	@Test
	void columnThatSomebodyElseAddsIsFoundWhileRowsLackIt() {
		this.world.bigQuery.has(MutatorWorld.TABLE, ID);
		MutatorWorld.answer(this.mutator.prepare(MutatorWorld.TABLE, MutatorWorld.needs()));

		this.world.bigQuery.has(MutatorWorld.TABLE, ID, NOTE);

		MutatorWorld.await(() -> {
			TableState state = this.mutator.state(MutatorWorld.TABLE);
			return verdict(state) == null && state.layout().field("note") != RowLayout.NONE;
		});
	}

	@Test
	void rowWaitsForAColumnThatOnlyTheWritePathDoesNotSeeYet() {
		this.world.bigQuery.has(MutatorWorld.TABLE, ID);
		this.world.bigQuery.lagging = true;
		this.world.bigQuery.has(MutatorWorld.TABLE, ID, NOTE);
		MutatorWorld.answer(this.mutator.prepare(MutatorWorld.TABLE, MutatorWorld.needs()));

		CompletionStage<TableState> stage = this.mutator.prepare(MutatorWorld.TABLE, MutatorWorld.needs(NOTE));
		assertThat(verdict(this.mutator.state(MutatorWorld.TABLE))).isNull();
		assertThat(stage.toCompletableFuture()).isNotDone();
		this.world.bigQuery.catchUp();

		assertThat(MutatorWorld.layoutOf(MutatorWorld.answer(stage)).field("note")).isEqualTo(1);
	}

	@Test
	void tableIsCreatedWithTheColumnsOfTheSettingsAlone() {
		Mutator withSchema = this.world
			.mutator(MutatorWorld.IF_NEEDED, MutatorWorld.PATIENT, "[{\"name\": \"id\", \"type\": \"INT64\"}]")
			.unaltering();

		MutatorWorld.answer(withSchema.prepare(MutatorWorld.TABLE, MutatorWorld.needs(NOTE)));

		assertThat(this.world.bigQuery.schemaOf(MutatorWorld.TABLE).columns()).extracting(Column::name)
			.isEqualTo(List.of("id"));
	}

	@Test
	void tableWithoutColumnsInTheSettingsIsLeftToAPerson() {
		MutatorWorld.answer(this.mutator.prepare(MutatorWorld.TABLE, MutatorWorld.needs(NOTE)));

		TableState state = MutatorWorld.answer(this.mutator.prepare(MutatorWorld.TABLE, MutatorWorld.needs(NOTE)));

		assertThat(state).isInstanceOfSatisfying(TableState.Blocked.class, (blocked) -> {
			assertThat(blocked.needsOperator()).isTrue();
			assertThat(blocked.cause()).contains("mutator.mode");
		});
	}

	private static ColumnVerdict verdict(TableState state) {
		assertThat(state).isInstanceOf(TableState.Ready.class);
		return ((TableState.Ready) state).refused().on(null, NOTE);
	}

}
