package dev.sluice.end2end;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import dev.sluice.administration.OperationRefusedException;
import dev.sluice.administration.control.PipelinesEndpoint;
import dev.sluice.administration.letters.DeadLettersEndpoint;
import dev.sluice.administration.tables.HistoryEntry;
import dev.sluice.administration.tables.TableChange;
import dev.sluice.administration.tables.TableDescriptor;
import dev.sluice.administration.tables.TableDescriptor.ColumnDescriptor;
import dev.sluice.administration.tables.TablesEndpoint;
import dev.sluice.fixtures.KafkaBroker;
import dev.sluice.table.Column;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for what is told of tables, and for changing them by hand.
 */
class TablesIntegrationTests extends OnStage {

	private static final String STRICT = "{'schema':{'fields':[{'name':'id','type':'INTEGER'},"
			+ "{'name':'day','type':'DATE','mode':'REQUIRED'},"
			+ "{'name':'from_partition','type':'INTEGER'},{'name':'from_offset','type':'INTEGER'}]}}";

	private final String table = SHOP + "." + this.others;

	private ConfigurableApplicationContext instance;

	private TablesEndpoint tables;

	private void startOne(String... properties) {
		this.instance = start(this.others, this.others, properties);
		this.tables = this.instance.getBean(TablesEndpoint.class);
	}

	private void verb(String verb) {
		this.instance.getBean(PipelinesEndpoint.class).act("orders", verb, null);
	}

	private void stopPipeline() {
		verb("stop");
		Stage.until(() -> this.stage.members() == 0);
	}

	private void load(String... records) {
		this.stage.produce(this.others, 0, List.of(records));
		Stage.eventually(() -> assertThat(this.stage.rows(SHOP, this.others)).hasSizeGreaterThanOrEqualTo(1));
		Stage.eventually(() -> others().hasCommittedAllThatIsSettled());
	}

	private TableDescriptor described() {
		TableDescriptor found = this.tables.table("orders", this.table);
		assertThat(found).isNotNull();
		return found;
	}

	private ColumnDescriptor column(String name) {
		return described().columns().stream().filter((one) -> one.name().equals(name)).findFirst().orElseThrow();
	}

	private TableChange act(String verb, String column, boolean dryRun) {
		return this.tables.act("orders", verb, null, column, null, dryRun, null);
	}

	private TableChange drop(@Nullable Boolean dryRun, @Nullable String confirm) {
		return this.tables.act("orders", "drop", this.table, null, null, dryRun, confirm);
	}

	private static ThrowableAssertAlternative<OperationRefusedException> refusal(Runnable operation) {
		return assertThatExceptionOfType(OperationRefusedException.class).isThrownBy(operation::run);
	}

	@Test
	void newColumnNamesTheRecordThatNeededItAlsoAfterARestart() {
		this.stage.table(SHOP, this.others, PLAIN);
		startOne();
		load("{\"id\": 0}", "{\"id\": 1}", "{\"id\": 2, \"colour\": \"red\"}", "{\"id\": 3, \"colour\": \"blue\"}");

		Stage.eventually(() -> assertThat(column("colour").history()).hasSize(1));
		this.stage.stop(this.instance);
		startOne();

		HistoryEntry entry = column("colour").history().get(0);
		assertThat(entry.topic()).isEqualTo(this.others);
		assertThat(entry.partition()).isZero();
		assertThat(entry.offset()).isEqualTo(2);
		assertThat(entry.instance()).isNotBlank();
		assertThat(column("colour").type()).isEqualTo("STRING");
		assertThat(column("id").history()).isEmpty();
		assertThat(described().creation()).isNull();
	}

	@Test
	void droppedTableIsLoadedAnewAndTellsNothingOfTheFirst() {
		startOne();
		load("{\"id\": 0, \"colour\": \"red\"}");
		Stage.eventually(() -> assertThat(described().creation()).isNotNull());

		refusal(() -> drop(false, this.table)).withMessageContaining("has members");
		stopPipeline();
		refusal(() -> drop(false, "shop.orders")).withMessageContaining("'confirm' is to be the table's name");
		assertThat(drop(null, null).changes()).singleElement().asString().contains("is dropped with about 1 rows");
		assertThat(this.stage.rows(SHOP, this.others)).hasSize(1);
		assertThat(drop(false, this.table).done()).isTrue();
		assertThat(this.tables.table("orders", this.table)).isNull();
		assertThat(drop(false, this.table).changes()).isEmpty();

		this.stage.stop(this.instance);
		startOne();
		verb("start");
		this.stage.produce(this.others, 0, List.of("{\"id\": 1}"));

		Stage.eventually(() -> assertThat(this.stage.rows(SHOP, this.others)).hasSize(1));
		Stage.eventually(
				() -> assertThat(described().creation()).isNotNull().extracting(HistoryEntry::offset).isEqualTo(1L));
		assertThat(described().columns()).map(ColumnDescriptor::name)
			.containsExactlyInAnyOrder("id", "from_partition", "from_offset");
	}

	@Test
	void columnIsAddedOnceAndNeverWithAnotherType() {
		this.stage.table(SHOP, this.others, PLAIN);
		startOne();
		String size = "size INT64";

		assertThat(act("add-column", size, true).changes()).containsExactly("column size INT64 is added");
		assertThat(this.stage.columns(SHOP, this.others)).doesNotContain("size");
		assertThat(act("add-column", size, false).done()).isTrue();
		assertThat(act("add-column", size, false).changes()).isEmpty();

		assertThat(this.stage.columns(SHOP, this.others)).contains("size");
		refusal(() -> act("add-column", "Size STRING", false))
			.withMessageContaining("column Size is there as INT64, and BigQuery cannot make it STRING");
		refusal(() -> act("add-column", "{\"name\": \"more\", \"type\": \"STRING\", \"mode\": \"REQUIRED\"}", false))
			.withMessageContaining("cannot be REQUIRED");
		refusal(() -> act("add-column", "more TEXT", false)).withMessageContaining("unknown type");
		Stage.eventually(() -> assertThat(column("size").history()).singleElement()
			.extracting(HistoryEntry::person)
			.isEqualTo(System.getProperty("user.name")));
	}

	@Test
	void columnIsAddedAlsoToATableThatWasMadeAnew() {
		this.stage.table(SHOP, this.others, PLAIN);
		startOne();
		act("add-column", "size INT64", false);
		stopPipeline();
		assertThat(drop(false, this.table).done()).isTrue();
		this.stage.table(SHOP, this.others, PLAIN);

		assertThat(act("add-column", "size INT64", false).done()).isTrue();

		assertThat(this.stage.columns(SHOP, this.others)).contains("size");
		refusal(() -> act("add-column", "{\"type\": \"STRING\"}", false)).withMessageContaining("is missing");
		refusal(() -> this.tables.act("orders", "create", null, null, "requirePartitionFilter=yes", true, null))
			.withMessageContaining("true or false");
	}

	@Test
	void requiredColumnIsRelaxedOnce() {
		this.stage.table(SHOP, this.others, STRICT);
		startOne();

		assertThat(act("relax", "day", true).changes()).containsExactly("column day becomes NULLABLE");
		assertThat(act("relax", "day", false).done()).isTrue();
		assertThat(act("relax", "day", false).changes()).isEmpty();

		assertThat(column("day").mode()).isEqualTo(Column.Mode.NULLABLE);
		refusal(() -> act("relax", "night", false)).withMessageContaining("has no column night");
		refusal(() -> this.tables.act("orders", "relax", "shop.others", "day", null, false, null))
			.withMessageContaining("does not write to table test.shop.others");
	}

	@Test
	void tableIsNotDroppedWhileDeadLettersOfItsPipelineAreReplayed() {
		this.stage.table(SHOP, this.others, PLAIN);
		startOne("on-unknown-field=dead-letter", "bad-rows.max-ratio=1");
		DeadLettersEndpoint letters = this.instance.getBean(DeadLettersEndpoint.class);
		this.stage.produce(this.others, 0, Collections.nCopies(30, "{\"id\": 0, \"colour\": \"red\"}"));
		Stage.eventually(() -> assertThat(letters.deadLetters("orders", null).open()).isEqualTo(30));
		stopPipeline();
		letters.act("orders", "replay", true, null, null, false, 1);

		refusal(() -> drop(false, this.table))
			.withMessageContaining("a replay of dead letters of pipeline 'orders' is ")
			.withMessageContaining(": cancel it, or wait for its end");
		letters.act("orders", "cancel", null, null, null, null, null);

		Stage.eventually(() -> assertThat(drop(null, null).obstacles()).isEmpty());
	}

	@Test
	void tableIsNotDroppedWhileFailedInsertsOfItsPipelineAreRepeated() {
		this.stage.table(SHOP, this.others, PLAIN);
		startOne();
		stopPipeline();
		Stage.eventually(() -> assertThat(drop(null, null).obstacles()).isEmpty());

		try (KafkaConsumer<byte[], byte[]> elsewhere = member("sluice-orders-repeater")) {
			Stage.eventually(() -> {
				elsewhere.poll(Duration.ofMillis(100));
				refusal(() -> drop(false, this.table))
					.withMessageContaining("failed inserts are being repeated by group sluice-orders-repeater");
			});
		}

		assertThat(drop(false, this.table).done()).isTrue();
	}

	private KafkaConsumer<byte[], byte[]> member(String group) {
		KafkaConsumer<byte[], byte[]> member = new KafkaConsumer<>(Map.of("bootstrap.servers",
				KafkaBroker.bootstrapServers(), "group.id", group, "enable.auto.commit", false),
				new ByteArrayDeserializer(), new ByteArrayDeserializer());
		member.subscribe(List.of(this.others + "-failed-inserts"));
		return member;
	}

}
