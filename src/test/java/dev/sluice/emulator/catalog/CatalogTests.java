package dev.sluice.emulator.catalog;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.sluice.emulator.call.ApiError;
import dev.sluice.emulator.clock.VirtualClock;
import dev.sluice.emulator.fault.Behavior;
import dev.sluice.emulator.fault.Effect;
import dev.sluice.emulator.fault.Fault;
import dev.sluice.emulator.fault.Faults;
import dev.sluice.emulator.fault.Setting;
import dev.sluice.emulator.journal.Journal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class CatalogTests {

	private static final DatasetId SHOP = new DatasetId("p", "shop");

	private static final TableId ORDERS = SHOP.table("orders");

	private static final TableDefinition DEFINITION = TableDefinition.of(List.of(Field.of("id", FieldType.INTEGER)));

	private static final Duration LAG = Duration.ofSeconds(2);

	private final VirtualClock clock = new VirtualClock();

	private final Behavior behavior = new Behavior();

	private final Faults faults = new Faults();

	@TempDir
	private Path directory;

	private Journal journal;

	private Catalog catalog;

	@BeforeEach
	void open() {
		this.clock.freeze();
		this.journal = Journal.open(this.directory.resolve("journal"));
		this.catalog = new Catalog(this.journal, this.clock, this.behavior, this.faults, "US");
		this.catalog.createDataset(SHOP, new JsonObject());
	}

	@AfterEach
	void close() {
		this.journal.close();
	}

	@Test
	void whatIsNotThereIsNotFoundInBigQuerysWords() {
		assertThatExceptionOfType(ApiError.class).isThrownBy(() -> this.catalog.table(ORDERS))
			.withMessage("Not found: Table p:shop.orders");
		assertThatExceptionOfType(ApiError.class)
			.isThrownBy(() -> this.catalog.table(new TableId("p", "none", "orders")))
			.withMessage("Not found: Dataset p:none");
	}

	@Test
	void secondOfTheSameNameAlreadyExists() {
		this.catalog.createTable(ORDERS, DEFINITION);

		assertThatExceptionOfType(ApiError.class).isThrownBy(() -> this.catalog.createTable(ORDERS, DEFINITION))
			.withMessage("Already Exists: Table p:shop.orders")
			.satisfies((error) -> assertThat(error.httpStatus()).isEqualTo(409));
	}

	@Test
	void everyChangeHasAnotherEtagWhichMustMatch() {
		String first = this.catalog.createTable(ORDERS, DEFINITION).etag();
		String second = addColumn("a").etag();

		assertThat(second).isNotEqualTo(first);
		assertThatExceptionOfType(ApiError.class)
			.isThrownBy(() -> this.catalog.changeTable(ORDERS, first, (definition) -> definition))
			.satisfies((error) -> assertThat(error.httpStatus()).isEqualTo(412));
	}

	@Test
	void sixthUpdateWithinTenSecondsExceedsTheRate() {
		this.catalog.createTable(ORDERS, DEFINITION);
		for (int i = 0; i < 4; i++) {
			addColumn("c" + i);
		}

		assertThatExceptionOfType(ApiError.class).isThrownBy(() -> addColumn("c5"))
			.withMessageStartingWith("Exceeded rate limits: too many table update operations for this table")
			.satisfies((error) -> assertThat(error.reason()).isEqualTo("rateLimitExceeded"));
		this.clock.advance(Duration.ofSeconds(10));
		assertThat(addColumn("c5").schema().fields()).hasSize(6);
	}

	@Test
	void writePathSeesEachChangeAfterItsLag() {
		WriteView view = this.catalog.writeView(Duration.ZERO);
		this.catalog.createTable(ORDERS, DEFINITION);
		this.clock.advance(LAG.minusMillis(1));
		assertThat(view.table(ORDERS)).isEmpty();

		this.clock.advance(Duration.ofMillis(1));
		addColumn("a");
		assertThat(view.table(ORDERS).orElseThrow().schema().fields()).hasSize(1);

		this.clock.advance(LAG);
		assertThat(view.table(ORDERS).orElseThrow().schema().fields()).hasSize(2);
	}

	@Test
	void droppedAndRecreatedTableIsTheOldOneThenNoneThenTheNewOne() {
		WriteView view = this.catalog.writeView(Duration.ZERO);
		long old = this.catalog.createTable(ORDERS, DEFINITION).incarnation();
		this.clock.advance(LAG);
		this.catalog.deleteTable(ORDERS);
		this.clock.advance(Duration.ofSeconds(1));
		long fresh = this.catalog.createTable(ORDERS, DEFINITION).incarnation();

		assertThat(view.table(ORDERS).orElseThrow().incarnation()).isEqualTo(old).isNotEqualTo(fresh);
		this.clock.advance(Duration.ofSeconds(1));
		assertThat(view.table(ORDERS)).isEmpty();
		this.clock.advance(Duration.ofSeconds(1));
		assertThat(view.table(ORDERS).orElseThrow().incarnation()).isEqualTo(fresh);
	}

	@Test
	void lagOfOneChangeCanBeSetByAFault() {
		this.faults.add(Fault.on("catalog.create", new Effect.Lag(Duration.ofMinutes(5))).of("orders"));
		this.catalog.createTable(ORDERS, DEFINITION);

		this.clock.advance(Duration.ofMinutes(4));
		assertThat(this.catalog.writeView(Duration.ZERO).table(ORDERS)).isEmpty();
		this.clock.advance(Duration.ofMinutes(1));
		assertThat(this.catalog.writeView(Duration.ZERO).table(ORDERS)).isPresent();
	}

	@Test
	void expiredTableIsGone() {
		JsonObject resource = new JsonObject();
		resource.addProperty("expirationTime", Long.toString(this.clock.instant().plusSeconds(60).toEpochMilli()));
		this.catalog.createTable(ORDERS, TableDefinition.parse(resource));
		this.clock.advance(Duration.ofSeconds(61));

		assertThat(this.catalog.findTable(ORDERS)).isEmpty();
		assertThat(this.catalog.tables(SHOP)).isEmpty();
	}

	@Test
	void everythingIsThereAfterARestart() {
		Table created = this.catalog.createTable(ORDERS, TableDefinition.parse(JsonParser.parseString("""
				{"schema": {"fields": [{"name": "id", "type": "INT64", "mode": "REQUIRED", "description": "the key"}]},
				 "timePartitioning": {"type": "DAY"}, "labels": {"team": "a"}}""").getAsJsonObject()));
		this.journal.close();
		this.journal = Journal.open(this.directory.resolve("journal"));

		Catalog recovered = new Catalog(this.journal, this.clock, this.behavior, this.faults, "US");

		Table table = recovered.table(ORDERS);
		assertThat(table.definition().json()).isEqualTo(created.definition().json());
		assertThat(table.incarnation()).isEqualTo(created.incarnation());
		assertThat(table.etag()).isEqualTo(created.etag());
		assertThat(recovered.writeView(Duration.ZERO).table(ORDERS)).isEmpty();
	}

	@Test
	void datasetInUseIsDeletedOnlyWithItsContents() {
		this.behavior.set(Setting.TABLE_UPDATES, 0);
		this.catalog.createTable(ORDERS, DEFINITION);

		assertThatExceptionOfType(ApiError.class).isThrownBy(() -> this.catalog.deleteDataset(SHOP, false))
			.withMessage("Dataset p:shop is still in use");
		this.catalog.deleteDataset(SHOP, true);
		assertThat(this.catalog.findDataset(SHOP)).isEmpty();
	}

	private Table addColumn(String name) {
		return this.catalog.changeTable(ORDERS, null, (definition) -> {
			List<Field> fields = new ArrayList<>(definition.schema().fields());
			fields.add(Field.of(name, FieldType.STRING));
			return definition.with(new Schema(fields));
		});
	}

}
