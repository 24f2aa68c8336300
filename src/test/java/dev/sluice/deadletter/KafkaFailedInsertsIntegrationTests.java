package dev.sluice.deadletter;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import dev.sluice.fixtures.KafkaBroker;
import dev.sluice.fixtures.OneRecord;
import dev.sluice.record.Outcome;
import dev.sluice.table.TableName;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class KafkaFailedInsertsIntegrationTests {

	private static final TableName TABLE = new TableName("p", "shop", "orders");

	private static LetterWorld world;

	@BeforeAll
	static void start() {
		world = LetterWorld.start();
	}

	@AfterAll
	static void stop() {
		world.close();
	}

	@Test
	void keepStoresTheRowWithItsPositionAndHistory() {
		String topic = KafkaBroker.newTopic("orders", 2, Map.of());
		OneRecord record = OneRecord.of(topic, 1, 5, "{\"n\": 1}").withHeader("trace", new byte[1]);

		assertThat(keep(record, "{\"n\":\"1\"}")).isEqualTo(Outcome.WAITING);

		ConsumerRecord<byte[], byte[]> insert = KafkaBroker.read(topic + "-failed-inserts").get(0);
		assertThat(insert.partition()).isEqualTo(1);
		assertThat(insert.key()).asString().isEqualTo("key");
		assertThat(insert.value()).asString().isEqualTo("{\"n\":\"1\"}");
		assertThat(LetterWorld.headers(insert)).containsExactlyInAnyOrderEntriesOf(Map.of("sluice-pipeline", "shop",
				"sluice-table", "p.shop.orders", "sluice-message", "not yet", "sluice-topic", topic, "sluice-partition",
				"1", "sluice-offset", "5", "sluice-timestamp", "2023-11-14T22:13:20.123Z", "sluice-failed-at",
				LetterWorld.FAILED_AT, "sluice-first-failed-at", LetterWorld.FAILED_AT, "sluice-attempts", "1"));
	}

	@Test
	void keepWhenTheRowIsTooLargeKeepsAPointer() {
		String topic = KafkaBroker.newTopic("orders", 1, Map.of());

		keep(OneRecord.of(topic, 0, 5, "{}"), "x".repeat(17 * 1024 * 1024));

		List<ConsumerRecord<byte[], byte[]>> inserts = KafkaBroker.read(topic + "-failed-inserts");
		assertThat(inserts).singleElement().extracting(ConsumerRecord::value).isNull();
		assertThat(LetterWorld.headers(inserts.get(0))).containsEntry("sluice-omitted", "too-large");
	}

	private static Outcome keep(OneRecord record, String row) {
		CompletionStage<Outcome> kept = world.boxFor(record.topic())
			.failedInserts()
			.keep(record, 0, TABLE, row.getBytes(StandardCharsets.UTF_8), "not yet");
		assertThat(kept.toCompletableFuture()).succeedsWithin(20, TimeUnit.SECONDS);
		return kept.toCompletableFuture().join();
	}

}
