package dev.sluice.warehouse.storage;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;

import dev.sluice.emulator.fault.Effect;
import dev.sluice.emulator.fault.Fault;
import dev.sluice.emulator.fault.Moment;
import dev.sluice.emulator.fault.ScriptedFault;
import dev.sluice.emulator.fault.Setting;
import dev.sluice.emulator.fault.Trigger;
import dev.sluice.table.Column;
import dev.sluice.table.ColumnType;
import dev.sluice.table.EncodedRows;
import dev.sluice.table.RowLayout;
import dev.sluice.table.RowWriter;
import dev.sluice.table.TableName;
import dev.sluice.table.TableSchema;
import dev.sluice.warehouse.AppendResult;
import dev.sluice.warehouse.Lane;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Tests for {@link StorageLane}, with Google's own client and an emulator.
 */
class StorageLaneIntegrationTests {

	private static final String PLAIN = "[{'name':'id','type':'INTEGER'},{'name':'note','type':'STRING','maxLength':10}]";

	private static final String WIDER = "[{'name':'id','type':'INTEGER'},{'name':'note','type':'STRING'},{'name':'price','type':'FLOAT'}]";

	private final StorageWorld world = new StorageWorld(Duration.ofSeconds(15)).with(StorageWorld.ORDERS, PLAIN);

	private final RowLayout layout = this.world.layout();

	private final Lane lane = this.world.lane();

	@AfterEach
	void close() {
		this.lane.close();
		this.world.close();
	}

	private AppendResult append(EncodedRows rows) {
		return StorageWorld.answer(this.lane.append(rows));
	}

	private AppendResult appendIds(int from, int count) {
		return append(StorageWorld.ids(this.layout, from, count));
	}

	private static void text(RowWriter row, int field, String text) {
		byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
		row.utf8(field, utf8, 0, utf8.length);
	}

	@Test
	void rowsAreStored() {
		AppendResult result = append(StorageWorld.rows(this.layout, (row) -> {
			row.int64(0, 7);
			text(row, 1, "seven");
		}, (row) -> row.int64(0, 8)));

		assertThat(result).isEqualTo(new AppendResult.Stored());
		assertThat(this.world.rows()).extracting((row) -> row.get("note")).containsExactly("seven", null);
	}

	@Test
	void anAppendDoesNotWaitForTheAnswerToTheOneBefore() {
		ScriptedFault hold = this.world.emulator.faults().hold("AppendRows", "orders", 1, Moment.AFTER);

		List<CompletionStage<AppendResult>> stages = new ArrayList<>();
		for (int i = 0; i < 20; i++) {
			stages.add(this.lane.append(StorageWorld.ids(this.layout, i, 1)));
		}
		Awaitility.await().until(() -> this.world.ids().size() == 20);
		hold.release();

		stages.forEach((stage) -> assertThat(StorageWorld.answer(stage)).isEqualTo(new AppendResult.Stored()));
	}

	@Test
	void rowsThatBigQueryRefusesAreNamedAndNothingIsStored() {
		AppendResult result = append(StorageWorld.rows(this.layout, (row) -> text(row, 1, "short"),
				(row) -> text(row, 1, "longer than ten"), (row) -> text(row, 1, "longer again")));

		assertThat(result).isInstanceOfSatisfying(AppendResult.RowsRefused.class, (refused) -> {
			assertThat(refused.refusals()).extracting(AppendResult.Refusal::row).containsExactly(1, 2);
			assertThat(refused.refusals().get(0).message()).contains("maximum length 10");
			assertThat(refused.complete()).isFalse();
		});
		assertThat(this.world.rows()).isEmpty();
		assertThat(appendIds(1, 1)).isEqualTo(new AppendResult.Stored());
	}

	@Test
	void aColumnThatTheWritePathDoesNotSeeIsToldAndAcceptedLater() {
		this.world.change(StorageWorld.ORDERS, WIDER);
		RowLayout wider = this.layout.evolve(schemaOfCatalog());
		EncodedRows rows = StorageWorld.rows(wider, (row) -> row.float64(wider.field("price"), 1.5));

		AppendResult early = append(rows);
		this.world.caughtUp();
		AppendResult late = append(rows);

		assertThat(early).isInstanceOf(AppendResult.SchemaBehind.class);
		assertThat(late).isEqualTo(new AppendResult.Stored());
		assertThat(this.world.rows()).extracting((row) -> row.get("price")).containsExactly(1.5);
	}

	private TableSchema schemaOfCatalog() {
		return new TableSchema(
				List.of(this.layout.column(0), this.layout.column(1), Column.nullable("price", ColumnType.FLOAT64)));
	}

	@Test
	void rowsEncodedBeforeAChangeAreAcceptedAfterIt() {
		EncodedRows before = StorageWorld.rows(this.layout, (row) -> text(row, 1, "old"));
		this.world.change(StorageWorld.ORDERS, WIDER);
		this.world.caughtUp();
		RowLayout wider = this.layout.evolve(schemaOfCatalog());

		append(StorageWorld.rows(wider, (row) -> row.float64(wider.field("price"), 1.5)));
		AppendResult result = append(before);

		assertThat(result).isEqualTo(new AppendResult.Stored());
		assertThat(this.world.rows()).extracting((row) -> row.get("note")).containsExactly(null, "old");
	}

	@Test
	void wordOfANewColumnIsPassedOn() {
		AtomicReference<TableName> noticed = new AtomicReference<>();
		this.world.notices.subscribe(noticed::set);
		appendIds(1, 1);
		this.world.change(StorageWorld.ORDERS, WIDER);
		this.world.caughtUp();

		appendIds(2, 1);

		assertThat(noticed).hasValue(StorageWorld.ORDERS);
	}

	@Test
	void aRequestAboveTheLimitIsNotSent() {
		byte[] megabytes = new byte[10 << 20];

		AppendResult result = append(StorageWorld.rows(this.layout, (row) -> row.utf8(1, megabytes, 0, 10 << 20)));

		assertThat(result).isEqualTo(new AppendResult.TooLarge());
		assertThat(this.world.emulator.calls().calls("AppendRows")).isEmpty();
	}

	@Test
	void aTableThatIsNotThereIsToldAndFoundLater() {
		this.world.emulator.catalog().deleteTable(StorageWorld.id(StorageWorld.ORDERS));
		this.world.caughtUp();
		AppendResult gone = appendIds(1, 1);
		this.world.with(StorageWorld.ORDERS, PLAIN);

		AppendResult back = appendIds(2, 1);

		assertThat(gone).isInstanceOf(AppendResult.TableGone.class);
		assertThat(back).isEqualTo(new AppendResult.Stored());
		assertThat(this.world.ids()).containsExactly(2L);
	}

	@Test
	void aConnectionThatBreaksAfterStoringIsMadeAgain() {
		appendIds(1, 1);
		this.world.emulator.faults().add(Fault.after("AppendRows", new Effect.Drop()).when(Trigger.first(1)));

		AppendResult result = appendIds(2, 1);

		assertThat(result).isEqualTo(new AppendResult.Stored());
		assertThat(this.world.ids()).contains(1L, 2L);
	}

	@Test
	void aConnectionThatIsDrainedIsMadeAgain() {
		appendIds(1, 1);
		this.world.emulator.faults().add(Fault.on("AppendRows", new Effect.GoAway()).when(Trigger.first(1)));

		assertThat(appendIds(2, 1)).isEqualTo(new AppendResult.Stored());
		assertThat(this.world.ids()).contains(1L, 2L);
	}

	@Test
	void aConnectionThatWasIdleIsMadeAgain() {
		appendIds(1, 1);
		this.world.emulator.clock().advance(Duration.ofMinutes(11));

		assertThat(appendIds(2, 1)).isEqualTo(new AppendResult.Stored());
		assertThat(this.world.ids()).containsExactly(1L, 2L);
	}

	@Test
	void anOutageIsToldAfterTheReconnectLimitAndOverWhenItIs() {
		this.world.emulator.faults().add(Fault.on("Connect", new Effect.Fail("UNAVAILABLE", "away")));
		AppendResult during = appendIds(1, 1);
		this.world.emulator.faults().clear();

		AppendResult after = appendIds(2, 1);

		assertThat(during).isInstanceOfSatisfying(AppendResult.Unavailable.class,
				(unavailable) -> assertThat(unavailable.cause()).isEqualTo(AppendResult.Cause.OUTAGE));
		assertThat(after).isEqualTo(new AppendResult.Stored());
	}

	@Test
	void appendsInFlightAreAnsweredWhenTheLaneIsClosed() {
		this.world.emulator.behavior().set(Setting.ANSWER_DELAY, Duration.ofMillis(300));
		CompletionStage<AppendResult> inFlight = this.lane.append(StorageWorld.ids(this.layout, 1, 1));

		this.lane.close();

		assertThat(StorageWorld.answer(inFlight)).isEqualTo(new AppendResult.Stored());
		assertThat(appendIds(2, 1)).isInstanceOf(AppendResult.Unavailable.class);
	}

	@Test
	void anAbsentValueTakesTheDefaultAndAnExplicitNullDoesNot() {
		this.world.change(StorageWorld.ORDERS,
				"[{'name':'id','type':'INTEGER'},{'name':'note','type':'STRING','defaultValueExpression':\"'none'\"}]");
		this.world.caughtUp();
		RowLayout withDefault = this.layout.evolve(this.world.layout().schema());

		append(StorageWorld.rows(withDefault, (row) -> row.int64(0, 1)));
		append(StorageWorld.rows(withDefault, (row) -> {
			row.int64(0, 2);
			row.nullValue(1);
		}));

		assertThat(this.world.rows()).extracting((row) -> row.get("id"), (row) -> row.get("note"))
			.containsExactlyInAnyOrder(tuple(1L, "none"), tuple(2L, null));
	}

	@Test
	void namesThatProtobufDoesNotKnowAreStored() {
		this.world.change(StorageWorld.ORDERS,
				"[{'name':'id','type':'INTEGER'},{'name':'note','type':'STRING'},{'name':'größe in cm','type':'RECORD','fields':[{'name':'X-Y','type':'DATE'}]}]");
		this.world.caughtUp();
		RowLayout evolved = this.layout.evolve(this.world.layout().schema());

		AppendResult result = append(StorageWorld.rows(evolved, (row) -> {
			row.beginStruct(evolved.field("größe in cm"));
			row.date(0, 3);
			row.endStruct();
		}));

		assertThat(result).isEqualTo(new AppendResult.Stored());
		assertThat(this.world.rows().get(0).get("größe in cm"))
			.asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class))
			.containsEntry("X-Y", LocalDate.ofEpochDay(3));
	}

}
