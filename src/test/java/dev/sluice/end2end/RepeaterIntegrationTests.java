package dev.sluice.end2end;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.sluice.administration.letters.FailedInsertsEndpoint;
import dev.sluice.administration.letters.FailedInsertsEndpoint.FailedInsertsDescriptor;
import dev.sluice.emulator.fault.Effect;
import dev.sluice.emulator.fault.Fault;
import dev.sluice.emulator.fault.ScriptedFault;
import dev.sluice.emulator.fault.Setting;
import dev.sluice.fixtures.KafkaBroker;
import dev.sluice.pipeline.Totals;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

class RepeaterIntegrationTests {

	private final String topic = KafkaBroker.newName("orders");

	private Stage stage;

	@BeforeEach
	void setTheStage() {
		this.stage = new Stage(KafkaBroker.bootstrapServers());
		this.stage.topic(this.topic, 1);
	}

	@AfterEach
	void strike() {
		this.stage.close();
	}

	@Test
	void rowWhoseColumnIsOverdueIsInsertedAgain() {
		start("12");
		overdue("{\"id\": 2, \"city\": \"York\", \"price\": 1.5}");

		this.stage.emulator().clock().advance(Duration.ofHours(1));

		Stage.eventually(() -> assertThat(rows()).contains(Map.of("id", 2L, "city", "York", "price", 1.5)));
		Stage.eventually(() -> assertThat(this.stage.committed("sluice-orders-repeater", failedInserts()))
			.allSatisfy((offset) -> assertThat(offset.metadata()).contains("stored=1")));
		assertThat(this.stage.records(this.topic + "-dlt")).isEmpty();
	}

	@Test
	void outageOfBigQueryIsWaitedOutAndNoAttempt() {
		start("1", "--sluice.repeater.backoff=2s");
		overdue("{\"id\": 2, \"city\": \"York\"}");
		ScriptedFault outage = this.stage.emulator()
			.faults()
			.add(Fault.on("AppendRows", new Effect.Fail("UNAVAILABLE", "the connection is draining")));
		this.stage.emulator().clock().advance(Duration.ofHours(1));

		Stage.eventually(() -> assertThat(outage.hits()).isGreaterThan(3));
		assertThat(this.stage.committed("sluice-orders-repeater", failedInserts())).isEmpty();
		this.stage.emulator().faults().remove(outage);

		Stage.eventually(() -> assertThat(rows()).extracting((row) -> row.get("id")).containsExactlyInAnyOrder(1L, 2L));
		assertThat(this.stage.records(failedInserts())).hasSize(1);
		assertThat(this.stage.records(this.topic + "-dlt")).isEmpty();
	}

	@Test
	void personCanSpareFailedInsertsTheirRest() {
		ConfigurableApplicationContext instance = start("12", "--sluice.repeater.backoff=1h");
		FailedInsertsEndpoint endpoint = instance.getBean(FailedInsertsEndpoint.class);
		overdue("{\"id\": 2, \"city\": \"York\"}");
		this.stage.emulator().clock().advance(Duration.ofHours(1));
		Stage.eventually(() -> assertThat(endpoint.failedInserts("orders")).satisfies((inserts) -> {
			assertThat(inserts.waiting()).isOne();
			assertThat(inserts.oldest()).isNotNull();
			assertThat(inserts.byTable()).singleElement().satisfies((waiting) -> {
				assertThat(waiting.inserts()).isOne();
				assertThat(waiting.attempts()).isOne();
				assertThat(waiting.table()).endsWith(".orders");
			});
		}));

		Stage.eventually(() -> {
			endpoint.act("orders", "repeat");
			assertThat(rows()).hasSize(2);
		});

		Stage.eventually(() -> assertThat(endpoint.failedInserts("orders"))
			.isEqualTo(new FailedInsertsDescriptor(0, false, null, Totals.startingAt(0), List.of(), true)));
	}

	@Test
	void rowThatWaitsSurvivesARestart() {
		ConfigurableApplicationContext first = start("12");
		overdue("{\"id\": 2, \"city\": \"York\"}");
		this.stage.stop(first);
		this.stage.emulator().clock().advance(Duration.ofHours(1));

		start("12");

		Stage.eventually(() -> assertThat(rows()).extracting((row) -> row.get("id")).contains(2L));
	}

	@Test
	void rowOnItsWaySurvivesAnEndWithoutADrain() {
		ConfigurableApplicationContext first = start("12", "--sluice.repeater.backoff=1s", "drain.shutdown=1ms");
		overdue("{\"id\": 2, \"city\": \"York\"}");
		ScriptedFault held = this.stage.emulator().faults().add(Fault.on("AppendRows", new Effect.Hold()));
		this.stage.emulator().clock().advance(Duration.ofHours(1));
		Stage.eventually(() -> assertThat(held.holding()).isOne());

		this.stage.stop(first);
		held.drop();
		this.stage.emulator().faults().remove(held);
		assertThat(rows()).hasSize(1);
		start("12");

		Stage.eventually(() -> assertThat(rows()).extracting((row) -> row.get("id")).contains(2L));
	}

	@Test
	void rowThatHasUsedUpItsAttemptsIsADeadLetterOfTheOriginal() {
		start("2");
		overdue("{\"id\": 2,  \"city\": \"York\"}");

		Stage.eventually(
				() -> assertThat(this.stage.records(this.topic + "-dlt")).singleElement().satisfies((letter) -> {
					assertThat(letter.value()).asString().isEqualTo("{\"id\": 2,  \"city\": \"York\"}");
					assertThat(header(letter, "sluice-reason")).isEqualTo("attempts-used-up");
					assertThat(header(letter, "sluice-topic")).isEqualTo(this.topic);
					assertThat(header(letter, "sluice-offset")).isEqualTo("1");
					assertThat(header(letter, "sluice-attempts")).isEqualTo("3");
				}));
		assertThat(this.stage.records(failedInserts())).extracting((insert) -> header(insert, "sluice-attempts"))
			.containsExactly("1", "2");
		assertThat(
				this.stage.records(failedInserts()).stream().map((insert) -> header(insert, "sluice-first-failed-at")))
			.hasSize(2)
			.containsOnly(header(this.stage.records(failedInserts()).get(0), "sluice-failed-at"));
	}

	@Test
	void poisonIsADeadLetterAndRowsOfOthersAreLeftToThem() {
		start("12");
		overdue("{\"id\": 2, \"city\": \"York\"}");
		KafkaBroker.produce(List.of(new ProducerRecord<>(failedInserts(), bytes("no headers")),
				insert("orders", "no row"), insert("orders", "{\"id\": 3}"), insert("others", "{\"id\": 4}")));

		this.stage.emulator().clock().advance(Duration.ofHours(1));

		Stage.eventually(
				() -> assertThat(rows()).extracting((row) -> row.get("id")).containsExactlyInAnyOrder(1L, 2L, 3L));
		Stage.eventually(() -> assertThat(this.stage.records(this.topic + "-dlt")).singleElement()
			.satisfies((letter) -> assertThat(header(letter, "sluice-reason")).isEqualTo("malformed")));
		Stage.eventually(() -> assertThat(this.stage.records(failedInserts() + "-dlt")).singleElement()
			.satisfies((letter) -> assertThat(letter.value()).asString().isEqualTo("no headers")));
	}

	private ConfigurableApplicationContext start(String attempts) {
		return start(attempts, "--sluice.repeater.backoff=100ms");
	}

	private ConfigurableApplicationContext start(String attempts, String... properties) {
		List<String> all = new ArrayList<>(List.of("evolution.propagation-limit=100ms",
				"--sluice.repeater.interval=200ms", "--sluice.repeater.attempts=" + attempts,
				"--sluice.retry.setup.initial=100ms", "--sluice.retry.setup.longest=500ms"));
		all.addAll(List.of(properties));
		return this.stage.start(this.topic, "shop.orders", all.toArray(String[]::new));
	}

	/** Has a record become a failed insert. */
	private void overdue(String value) {
		this.stage.produce(this.topic, "{\"id\": 1}");
		Stage.eventually(() -> assertThat(rows()).hasSize(1));
		this.stage.emulator().behavior().set(Setting.WRITE_PATH_LAG, Duration.ofHours(1));
		this.stage.produce(this.topic, value);
		Stage.eventually(() -> assertThat(this.stage.records(failedInserts())).isNotEmpty());
	}

	private ProducerRecord<byte[], byte[]> insert(String pipeline, String value) {
		ProducerRecord<byte[], byte[]> insert = new ProducerRecord<>(failedInserts(), bytes(value));
		insert.headers().add("sluice-pipeline", bytes(pipeline));
		Map.of("sluice-table", "test.shop.orders", "sluice-topic", this.topic, "sluice-partition", "0", "sluice-offset",
				"0")
			.forEach((name, text) -> insert.headers().add(name, bytes(text)));
		return insert;
	}

	private String failedInserts() {
		return this.topic + "-failed-inserts";
	}

	private List<Map<String, @Nullable Object>> rows() {
		return this.stage.rows("shop", "orders");
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
		return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
	}

}
