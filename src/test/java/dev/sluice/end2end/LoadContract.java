package dev.sluice.end2end;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What every load keeps to, whichever broker the records come from.
 */
abstract class LoadContract {

	private final String topic = "orders-" + UUID.randomUUID();

	private Stage stage;

	/** The broker's address. */
	abstract String bootstrap();

	@BeforeEach
	void setTheStage() {
		this.stage = new Stage(bootstrap());
		this.stage.topic(this.topic, 3);
	}

	@AfterEach
	void strike() {
		this.stage.close();
	}

	@Test
	void recordsBecomeRowsOfATableThatIsMadeForThem() {
		this.stage.produce(this.topic, "{\"id\": 1, \"customer\": {\"name\": \"Ada\"}}",
				"{\"id\": 2, \"customer\": {\"name\": \"Grace\"}, \"total\": 1.5}");
		this.stage.start(this.topic, "shop.orders");

		Stage.eventually(() -> assertThat(rows()).extracting((row) -> row.get("id")).containsExactlyInAnyOrder(1L, 2L));
		Stage.eventually(() -> assertThat(this.stage.committedSum(this.topic)).isEqualTo(2));
	}

	@Test
	void newNestedColumnAppearsWhileLoading() {
		this.stage.start(this.topic, "shop.orders");
		this.stage.produce(this.topic, "{\"id\": 1, \"customer\": {\"name\": \"Ada\"}}");
		Stage.eventually(() -> assertThat(rows()).hasSize(1));

		this.stage.produce(this.topic, "{\"id\": 2, \"customer\": {\"name\": \"Grace\", \"city\": \"York\"}}");

		Stage.eventually(() -> assertThat(rows()).hasSize(2)
			.anySatisfy((row) -> assertThat(String.valueOf(row.get("customer"))).contains("York")));
	}

	@Test
	void badRecordsAreDeadLettersAndTheirNeighboursRows() {
		this.stage.start(this.topic, "shop.orders");
		this.stage.produce(this.topic, "{\"id\": 1}");
		Stage.eventually(() -> assertThat(rows()).hasSize(1));

		this.stage.produce(this.topic, "{\"id\": 2}", "{\"id\": ", "{\"id\": \"three\"}", "{\"id\": 4}");

		Stage.eventually(
				() -> assertThat(rows()).extracting((row) -> row.get("id")).containsExactlyInAnyOrder(1L, 2L, 4L));
		Stage.eventually(() -> assertThat(this.stage.records(this.topic + "-dlt")).extracting(LoadContract::reason)
			.containsExactlyInAnyOrder("malformed", "wrong-type"));
		Stage.eventually(() -> assertThat(this.stage.committedSum(this.topic)).isEqualTo(5));
	}

	@Test
	void oversizedRecordIsADeadLetterAndItsNeighboursRows() {
		String large = this.topic + "-large";
		this.stage.topic(large, 1, Map.of("max.message.bytes", "16777216"));
		this.stage.start(large, "shop.orders");

		this.stage.produce(large, "{\"id\": 1}", "{\"id\": 2, \"note\": \"" + "x".repeat(11_000_000) + "\"}",
				"{\"id\": 3}");

		Stage.eventually(() -> assertThat(rows()).extracting((row) -> row.get("id")).containsExactlyInAnyOrder(1L, 3L));
		Stage.eventually(() -> assertThat(this.stage.records(large + "-dlt")).singleElement()
			.satisfies((letter) -> assertThat(reason(letter)).isEqualTo("too-large"))
			.satisfies((letter) -> assertThat(letter.value()).hasSizeGreaterThan(11_000_000)));
		Stage.eventually(() -> assertThat(this.stage.committedSum(large)).isEqualTo(3));
	}

	@Test
	void requiredColumnIsRelaxedIfThePipelineSaysSo() {
		String schema = "schema=[{\"name\": \"id\", \"type\": \"INT64\", \"mode\": \"REQUIRED\"},"
				+ "{\"name\": \"place\", \"type\": \"RECORD\", \"fields\": "
				+ "[{\"name\": \"city\", \"type\": \"STRING\", \"mode\": \"REQUIRED\"}]}]";
		this.stage.start(this.topic, "shop.orders", schema, "evolution.relax=true");

		this.stage.produce(this.topic, "{\"id\": 1}", "{\"place\": {\"city\": \"York\"}}",
				"{\"id\": 3, \"place\": {}, \"note\": \"new\"}", "{\"id\": 4}");

		Stage.eventually(() -> assertThat(ids()).containsExactlyInAnyOrder(1L, null, 3L, 4L));
		Stage.eventually(() -> assertThat(this.stage.committedSum(this.topic)).isEqualTo(4));
		assertThat(this.stage.records(this.topic + "-dlt")).isEmpty();
	}

	@Test
	void rowWithoutARequiredValueIsADeadLetterOtherwise() {
		this.stage.start(this.topic, "shop.orders",
				"schema=[{\"name\": \"id\", \"type\": \"INT64\", \"mode\": \"REQUIRED\"}]");

		this.stage.produce(this.topic, "{\"id\": 1}", "{\"note\": \"new\"}");

		Stage.eventually(() -> assertThat(ids()).containsExactly(1L));
		Stage.eventually(() -> assertThat(this.stage.records(this.topic + "-dlt")).extracting(LoadContract::reason)
			.containsExactly("missing-value"));
	}

	@Test
	void secondInstanceJoinsAndLeavesDuringALoad() {
		this.stage.start(this.topic, "shop.orders");
		this.stage.produce(this.topic, numbered(1, 1000));
		ConfigurableApplicationContext second = this.stage.start(this.topic, "shop.orders");
		this.stage.produce(this.topic, numbered(1001, 2000));
		this.stage.stop(second);
		this.stage.produce(this.topic, numbered(2001, 3000));

		Stage.eventually(
				() -> assertThat(ids()).containsAll(IntStream.rangeClosed(1, 3000).mapToObj(Long::valueOf).toList()));
		Stage.eventually(() -> assertThat(this.stage.committedSum(this.topic)).isEqualTo(3000));
	}

	@Test
	void restartGoesOnWithExactTotals() {
		ConfigurableApplicationContext first = this.stage.start(this.topic, "shop.orders");
		this.stage.produce(this.topic, numbered(1, 300));
		Stage.eventually(() -> assertThat(ids()).hasSize(300));
		this.stage.stop(first);
		this.stage.produce(this.topic, numbered(301, 400));
		this.stage.start(this.topic, "shop.orders");

		Stage.eventually(() -> assertThat(ids()).hasSize(400));
		Stage.eventually(() -> assertThat(this.stage.committed(this.topic)).extracting(OffsetAndMetadata::metadata)
			.allSatisfy((metadata) -> assertThat(metadata).startsWith("sluice1 base=0 stored="))
			.extracting((metadata) -> Long.valueOf(metadata.replaceAll(".* stored=(\\d+) .*", "$1")))
			.satisfies((stored) -> assertThat(stored.stream().mapToLong(Long::longValue).sum()).isEqualTo(400)));
	}

	private List<Map<String, Object>> rows() {
		return this.stage.rows("shop", "orders");
	}

	private List<Object> ids() {
		return rows().stream().map((row) -> row.get("id")).toList();
	}

	private static String[] numbered(int from, int to) {
		return Stage.numbered(from, to + 1).toArray(String[]::new);
	}

	private static String reason(ConsumerRecord<byte[], byte[]> letter) {
		return new String(letter.headers().lastHeader("sluice-reason").value(), StandardCharsets.UTF_8);
	}

}
