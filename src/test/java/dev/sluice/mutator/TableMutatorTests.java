package dev.sluice.mutator;

import java.util.concurrent.CompletionStage;

import dev.sluice.mutator.CreateProperties.Creation;
import dev.sluice.table.Column;
import dev.sluice.table.ColumnAdditions;
import dev.sluice.table.ColumnType;
import dev.sluice.table.RowLayout;
import dev.sluice.table.TableName;
import dev.sluice.warehouse.CatalogException;
import dev.sluice.warehouse.CatalogException.Problem;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TableMutator}.
 */
class TableMutatorTests {

	private static final Column ID = Column.nullable("id", ColumnType.INT64);

	private static final Column NOTE = Column.nullable("note", ColumnType.STRING);

	private final MutatorWorld world = new MutatorWorld();

	@AfterEach
	void close() {
		this.world.close();
	}

	@Test
	void stateOfATableThatNobodyHasAskedForIsUnknown() {
		assertThat(this.world.mutator().state(MutatorWorld.TABLE)).isInstanceOf(TableState.Unknown.class);
	}

	@Test
	void prepareOfAMissingTableWithoutColumnsAnswersAbsent() {
		TableState state = MutatorWorld.answer(this.world.mutator().prepare(MutatorWorld.TABLE, MutatorWorld.needs()));

		assertThat(state).isInstanceOf(TableState.Absent.class);
		assertThat(this.world.bigQuery.changes).isEmpty();
	}

	@Test
	void prepareOfATableKnownToBeAbsentWithoutColumnsBlocks() {
		Mutator mutator = this.world.mutator();
		MutatorWorld.answer(mutator.prepare(MutatorWorld.TABLE, MutatorWorld.needs()));

		TableState state = MutatorWorld.answer(mutator.prepare(MutatorWorld.TABLE, MutatorWorld.needs()));

		assertThat(state).isInstanceOfSatisfying(TableState.Blocked.class,
				(blocked) -> assertThat(blocked.needsOperator()).isFalse());
	}

	@Test
	void prepareOfAMissingTableCreatesDatasetAndTable() {
		TableState state = MutatorWorld
			.answer(this.world.mutator().prepare(MutatorWorld.TABLE, MutatorWorld.needs(ID, NOTE)));

		assertThat(MutatorWorld.layoutOf(state).schema().columns()).containsExactly(ID, NOTE);
		assertThat(this.world.bigQuery.changes).containsExactly("dataset shop", "table [id, note]");
	}

	@Test
	void prepareOfAMissingTableWithASchemaCreatesItAtOnce() {
		Mutator mutator = this.world.mutator(MutatorWorld.IF_NEEDED, MutatorWorld.PATIENT,
				"[{'name':'id','type':'INTEGER','mode':'REQUIRED'}]".replace('\'', '"'));

		TableState state = MutatorWorld.answer(mutator.prepare(MutatorWorld.TABLE, MutatorWorld.needs()));

		assertThat(MutatorWorld.layoutOf(state).schema().columns())
			.containsExactly(Column.required("id", ColumnType.INT64));
	}

	@Test
	void prepareOfAMissingTableThatMustNotBeCreatedBlocks() {
		Mutator mutator = this.world.mutator(MutatorWorld.NEVER, MutatorWorld.PATIENT, null);

		TableState state = MutatorWorld.answer(mutator.prepare(MutatorWorld.TABLE, MutatorWorld.needs(ID)));

		assertThat(state).isInstanceOfSatisfying(TableState.Blocked.class, (blocked) -> {
			assertThat(blocked.cause()).contains("create.table");
			assertThat(blocked.needsOperator()).isTrue();
		});
	}

	@Test
	void prepareInADatasetThatMustNotBeCreatedBlocks() {
		Mutator mutator = this.world.mutator(MutatorWorld.create(Creation.IF_NEEDED, Creation.NEVER),
				MutatorWorld.PATIENT, null);

		TableState state = MutatorWorld.answer(mutator.prepare(MutatorWorld.TABLE, MutatorWorld.needs(ID)));

		assertThat(state).isInstanceOfSatisfying(TableState.Blocked.class,
				(blocked) -> assertThat(blocked.cause()).contains("create.dataset"));
	}

	@Test
	void aTableThatIsCreatedByHandIsFoundByTheNextPrepare() {
		Mutator mutator = this.world.mutator(MutatorWorld.NEVER, MutatorWorld.PATIENT, null);
		MutatorWorld.answer(mutator.prepare(MutatorWorld.TABLE, MutatorWorld.needs()));
		this.world.bigQuery.has(MutatorWorld.TABLE, ID);

		awaitReady(mutator, MutatorWorld.needs());

		assertThat(MutatorWorld.layoutOf(mutator.state(MutatorWorld.TABLE)).schema().columns()).containsExactly(ID);
	}

	@Test
	void theLayoutOfAnExistingTableIsWhatTheWritePathSees() {
		this.world.bigQuery.has(MutatorWorld.TABLE, ID);
		this.world.bigQuery.lagging = true;
		this.world.bigQuery.has(MutatorWorld.TABLE, ID, NOTE);

		TableState state = MutatorWorld.answer(this.world.mutator().prepare(MutatorWorld.TABLE, MutatorWorld.needs()));

		assertThat(MutatorWorld.layoutOf(state).schema().columns()).containsExactly(ID);
		assertThat(((TableState.Ready) state).catalog().schema().columns()).containsExactly(ID, NOTE);
	}

	@Test
	void prepareWaitsUntilTheWritePathSeesANewTable() {
		this.world.bigQuery.lagging = true;
		CompletionStage<TableState> stage = this.world.mutator().prepare(MutatorWorld.TABLE, MutatorWorld.needs(ID));
		MutatorWorld.await(() -> this.world.bigQuery.schemaOf(MutatorWorld.TABLE).find("id") != null);

		assertThat(stage.toCompletableFuture()).isNotDone();
		this.world.bigQuery.catchUp();

		assertThat(MutatorWorld.layoutOf(MutatorWorld.answer(stage)).field("id")).isZero();
	}

	@Test
	void anOutageBlocksUntilItIsOver() {
		this.world.bigQuery.failure = new CatalogException(Problem.OUTAGE, "Backend Error", null, null);
		Mutator mutator = this.world.mutator();

		TableState state = MutatorWorld.answer(mutator.prepare(MutatorWorld.TABLE, MutatorWorld.needs(ID)));
		this.world.bigQuery.failure = null;

		assertThat(state).isInstanceOfSatisfying(TableState.Blocked.class, (blocked) -> {
			assertThat(blocked.cause()).isEqualTo("Backend Error");
			assertThat(blocked.needsOperator()).isFalse();
		});
		awaitReady(mutator, MutatorWorld.needs(ID));
	}

	@Test
	void aMissingPermissionIsNamed() {
		this.world.bigQuery.failure = new CatalogException(Problem.DENIED, "Access Denied", "bigquery.tables.create",
				null);

		TableState state = MutatorWorld
			.answer(this.world.mutator().prepare(MutatorWorld.TABLE, MutatorWorld.needs(ID)));

		assertThat(state).isInstanceOfSatisfying(TableState.Blocked.class, (blocked) -> {
			assertThat(blocked.cause()).contains("bigquery.tables.create");
			assertThat(blocked.needsOperator()).isTrue();
		});
		assertThat(this.world.registry.tables("orders")).singleElement()
			.satisfies((table) -> assertThat(table.missingPermission()).isEqualTo("bigquery.tables.create"));
	}

	@Test
	void aWritePathThatStaysClosedIsAMissingPermission() {
		this.world.bigQuery.has(MutatorWorld.TABLE, ID);
		this.world.bigQuery.writeFailure = new CatalogException(Problem.DENIED, "or it may not exist",
				"bigquery.tables.updateData", null);

		TableState state = MutatorWorld.answer(this.world.mutator().prepare(MutatorWorld.TABLE, MutatorWorld.needs()));

		assertThat(state).isInstanceOfSatisfying(TableState.Blocked.class,
				(blocked) -> assertThat(blocked.cause()).contains("bigquery.tables.updateData"));
	}

	@Test
	void aTableThatIsDroppedIsCreatedAgainWithTheSameFields() {
		Mutator mutator = this.world.mutator();
		MutatorWorld.answer(mutator.prepare(MutatorWorld.TABLE, MutatorWorld.needs(ID)));
		RowLayout before = MutatorWorld
			.layoutOf(MutatorWorld.answer(mutator.prepare(MutatorWorld.TABLE, MutatorWorld.needs(NOTE))));
		this.world.bigQuery.drop(MutatorWorld.TABLE);

		RowLayout after = MutatorWorld.layoutOf(MutatorWorld.answer(mutator.recheck(MutatorWorld.TABLE)));

		assertThat(after.field("note")).isEqualTo(before.field("note"));
		assertThat(this.world.bigQuery.changes).endsWith("table [id, note]");
	}

	@Test
	void aTableThatIsDroppedAndMustNotBeCreatedBlocks() {
		this.world.bigQuery.has(MutatorWorld.TABLE, ID);
		Mutator mutator = this.world.mutator(MutatorWorld.NEVER, MutatorWorld.PATIENT, null);
		MutatorWorld.answer(mutator.prepare(MutatorWorld.TABLE, MutatorWorld.needs()));
		this.world.bigQuery.drop(MutatorWorld.TABLE);

		assertThat(MutatorWorld.answer(mutator.recheck(MutatorWorld.TABLE))).isInstanceOf(TableState.Blocked.class);
	}

	@Test
	void aDatasetElsewhereIsNamed() {
		this.world.bigQuery.location = "EU";
		this.world.bigQuery.has(MutatorWorld.TABLE, ID);
		MutatorWorld.answer(this.world.mutator().prepare(MutatorWorld.TABLE, MutatorWorld.needs()));

		assertThat(this.world.registry.tables("orders")).singleElement()
			.extracting(TableStatus::misplaced, InstanceOfAssertFactories.STRING)
			.isEqualTo("EU");
	}

	@Test
	void tablesOfAPipelineAreKnownWhicheverOfItsMutatorsHasUsedThem() {
		this.world.bigQuery.has(MutatorWorld.TABLE, ID);
		MutatorWorld.answer(this.world.mutator().recheck(MutatorWorld.TABLE));
		TableName other = new TableName("project", "shop", "others");
		this.world.bigQuery.has(other, ID);

		Mutator byHand = this.world.mutator(MutatorWorld.NEVER, MutatorWorld.PATIENT, null);
		assertThat(this.world.registry.tables("orders")).extracting(TableStatus::table)
			.containsExactly(MutatorWorld.TABLE);
		MutatorWorld.answer(byHand.recheck(other));

		assertThat(this.world.registry.tables("orders")).extracting(TableStatus::table)
			.containsExactly(MutatorWorld.TABLE, other);
	}

	private static void awaitReady(Mutator mutator, ColumnAdditions additions) {
		MutatorWorld.await(
				() -> MutatorWorld.answer(mutator.prepare(MutatorWorld.TABLE, additions)) instanceof TableState.Ready);
	}

}
