package dev.sluice.warehouse.insertall;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import com.google.cloud.NoCredentials;
import com.google.cloud.bigquery.BigQueryOptions;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.sluice.emulator.Emulator;
import dev.sluice.emulator.catalog.TableDefinition;
import dev.sluice.emulator.catalog.TableId;
import dev.sluice.emulator.fault.Effect;
import dev.sluice.emulator.fault.Fault;
import dev.sluice.emulator.fault.Setting;
import dev.sluice.emulator.fault.Trigger;
import dev.sluice.table.Column;
import dev.sluice.table.ColumnType;
import dev.sluice.table.RowLayout;
import dev.sluice.table.RowWriter;
import dev.sluice.table.TableName;
import dev.sluice.table.TableSchema;
import dev.sluice.warehouse.AppendResult;
import dev.sluice.warehouse.AppendResult.Cause;
import dev.sluice.warehouse.AppendResult.PartlyStored;
import dev.sluice.warehouse.AppendResult.Refusal;
import dev.sluice.warehouse.AppendResult.Unavailable;
import dev.sluice.warehouse.Lane;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link InsertAllLane}, with Google's own client and an emulator.
 */
class InsertAllLaneIntegrationTests {

	private static final TableName ORDERS = new TableName("local", "shop", "orders");

	private static final TableId ID = new TableId("local", "shop", "orders");

	private static final String CALL = "tabledata.insertAll";

	private static final RowLayout LAYOUT = RowLayout.of(ORDERS,
			new TableSchema(List.of(Column.nullable("id", ColumnType.INT64), new Column("note",
					new ColumnType.Sized(ColumnType.Kind.STRING, 3L), Column.Mode.NULLABLE, "'none'", null))));

	private final Emulator emulator = Emulator.start();

	private final InsertAllWarehouse warehouse = warehouse(Duration.ofSeconds(20));

	private final Lane lane = this.warehouse.lane(ORDERS);

	@BeforeEach
	void createTable() {
		this.emulator.catalog().createDataset(ID.inDataset(), new JsonObject());
		this.emulator.catalog()
			.createTable(ID,
					TableDefinition.parse(JsonParser
						.parseString("{'schema':{'fields':[{'name':'id','type':'INTEGER'},{'name':'note',"
								+ "'type':'STRING','maxLength':3,'defaultValueExpression':\"'none'\"}]}}")
						.getAsJsonObject()));
		this.emulator.clock().advance(Duration.ofSeconds(3));
	}

	@AfterEach
	void close() {
		this.lane.close();
		this.warehouse.close();
		this.emulator.close();
	}

	@Test
	void rowsAreStored() {
		assertThat(append(ids(1, 2, 3))).isEqualTo(new AppendResult.Stored());

		assertThat(stored()).containsExactlyInAnyOrder(1L, 2L, 3L);
	}

	@Test
	void explicitNullsAndDefaultsShareARequest() {
		append(rows(List.of((row) -> row.nullValue(1), (row) -> row.int64(0, 2))));

		assertThat(this.emulator.rows(ID)).extracting((row) -> row.get("note")).containsExactlyInAnyOrder(null, "none");
	}

	@Test
	void badRowIsRefusedAndTheOthersAreStored() {
		AppendResult result = append(
				rows(List.of((row) -> row.int64(0, 1), note("too long"), (row) -> row.int64(0, 3))));

		assertThat(result).asInstanceOf(InstanceOfAssertFactories.type(PartlyStored.class)).satisfies((partly) -> {
			assertThat(partly.refusals()).singleElement().extracting(Refusal::row).isEqualTo(1);
			assertThat(partly.later()).isEmpty();
			assertThat(partly.stopped()).isEmpty();
		});
		assertThat(stored()).containsExactlyInAnyOrder(1L, 3L);
	}

	@Test
	void rowsWithAColumnThatBigQueryDoesNotSeeYetAreTakenLater() {
		RowLayout wider = LAYOUT.evolve(new TableSchema(
				List.of(LAYOUT.column(0), LAYOUT.column(1), Column.nullable("price", ColumnType.FLOAT64))));

		AppendResult result = append(
				new NamedRows(wider, List.of((row) -> row.int64(0, 1), (row) -> row.float64(2, 9.5))));

		assertThat(result).asInstanceOf(InstanceOfAssertFactories.type(PartlyStored.class)).satisfies((partly) -> {
			assertThat(partly.refusals()).isEmpty();
			assertThat(partly.later()).singleElement().extracting(Refusal::row).isEqualTo(1);
			assertThat(partly.stopped()).containsExactly(0);
		});
		assertThat(stored()).isEmpty();
	}

	@Test
	void rowsThatAreSentAgainAfterALostAnswerAreStoredOnce() {
		this.emulator.faults().add(Fault.after(CALL, new Effect.Drop()).when(Trigger.nth(1)));
		NamedRows rows = ids(1, 2);

		append(rows);
		append(rows);

		assertThat(stored()).containsExactlyInAnyOrder(1L, 2L);
	}

	@Test
	void connectionThatIsCutIsAnOutage() {
		this.emulator.faults().add(Fault.on(CALL, new Effect.Drop()));

		assertThat(append(ids(1))).asInstanceOf(InstanceOfAssertFactories.type(Unavailable.class))
			.extracting(Unavailable::cause)
			.isEqualTo(Cause.OUTAGE);
	}

	@Test
	void answerThatTakesTooLongIsAnOutage() {
		this.emulator.faults().add(Fault.on(CALL, new Effect.Delay(Duration.ofSeconds(2), Duration.ZERO)));

		try (InsertAllWarehouse hasty = warehouse(Duration.ofMillis(200))) {
			AppendResult result = answer(hasty.lane(ORDERS).append(ids(1)));

			assertThat(result).isInstanceOf(Unavailable.class);
		}
	}

	@ParameterizedTest
	@CsvSource({ "UNAVAILABLE, backendError, 503, OUTAGE", "INTERNAL, internalError, 500, OUTAGE",
			"RESOURCE_EXHAUSTED, quotaExceeded, 403, QUOTA", "RESOURCE_EXHAUSTED, rateLimitExceeded, 403, QUOTA",
			"RESOURCE_EXHAUSTED, rateLimitExceeded, 429, QUOTA", "PERMISSION_DENIED, accessDenied, 403, DENIED",
			"UNAUTHENTICATED, authError, 401, DENIED" })
	void refusalOfTheCallIsToldApartByItsReason(String status, String reason, int httpStatus, Cause cause) {
		this.emulator.faults().add(Fault.on(CALL, new Effect.Fail(status, "not now", reason, httpStatus, 0)));

		assertThat(append(ids(1))).asInstanceOf(InstanceOfAssertFactories.type(Unavailable.class))
			.extracting(Unavailable::cause)
			.isEqualTo(cause);
	}

	@Test
	void tableThatIsNotThereIsGone() {
		TableName other = new TableName("local", "shop", "other");

		AppendResult result = answer(this.warehouse.lane(other).append(ids(1)));

		assertThat(result).isInstanceOf(AppendResult.TableGone.class);
	}

	@Test
	void requestAboveTheLimitIsNotSent() {
		byte[] text = "a".repeat(10_000_000).getBytes(StandardCharsets.UTF_8);

		AppendResult result = append(rows(List.of((row) -> row.utf8(1, text, 0, text.length))));

		assertThat(result).isEqualTo(new AppendResult.TooLarge());
		assertThat(this.emulator.calls().calls(CALL)).isEmpty();
	}

	@Test
	void callerIsNotHeldUpWhileBigQueryThinks() {
		this.emulator.behavior().set(Setting.WRITE_PATH_LAG, Duration.ZERO);
		this.emulator.faults()
			.add(Fault.on(CALL, new Effect.Delay(Duration.ofMillis(500), Duration.ZERO)).when(Trigger.first(2)));

		List<CompletionStage<AppendResult>> answers = List.of(this.lane.append(ids(1)), this.lane.append(ids(2)));

		assertThat(answers).noneMatch((stage) -> stage.toCompletableFuture().isDone());
		assertThat(answers).allMatch((stage) -> answer(stage).equals(new AppendResult.Stored()));
	}

	private InsertAllWarehouse warehouse(Duration answerLimit) {
		BigQueryOptions options = BigQueryOptions.newBuilder()
			.setHost(this.emulator.restHost())
			.setProjectId("local")
			.setCredentials(NoCredentials.getInstance())
			.build();
		return new InsertAllWarehouse(options, new InsertAllProperties(answerLimit, 4));
	}

	private AppendResult append(NamedRows rows) {
		return answer(this.lane.append(rows));
	}

	private static AppendResult answer(CompletionStage<AppendResult> stage) {
		return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
	}

	private List<@Nullable Object> stored() {
		List<@Nullable Object> ids = new ArrayList<>();
		this.emulator.rows(ID).forEach((row) -> ids.add(row.get("id")));
		return ids;
	}

	private static Consumer<RowWriter> note(String text) {
		byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
		return (row) -> row.utf8(1, utf8, 0, utf8.length);
	}

	private static NamedRows ids(long... ids) {
		List<Consumer<RowWriter>> rows = new ArrayList<>();
		for (long id : ids) {
			rows.add((row) -> row.int64(0, id));
		}
		return rows(rows);
	}

	private static NamedRows rows(List<Consumer<RowWriter>> rows) {
		return new NamedRows(LAYOUT, rows);
	}

}
