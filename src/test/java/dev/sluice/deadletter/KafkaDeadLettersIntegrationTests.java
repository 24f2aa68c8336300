package dev.sluice.deadletter;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import dev.sluice.fixtures.KafkaBroker;
import dev.sluice.fixtures.OneRecord;
import dev.sluice.record.BadRowFormat;
import dev.sluice.record.Failure;
import dev.sluice.record.Reason;
import dev.sluice.record.SourcePosition;
import dev.sluice.table.TableName;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class KafkaDeadLettersIntegrationTests {

	private static final TableName TABLE = new TableName("p", "shop", "orders");

	private static final Failure FAILURE = new Failure(Reason.WRONG_TYPE, "field 'price' is no INT64", "price");

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
	void keepStoresTheOriginalOnTheSamePartition() {
		String topic = KafkaBroker.newTopic("orders", 3, Map.of());

		join(world.boxFor(topic).deadLetters().keep(OneRecord.of(topic, 2, 41, "a value"), 0, TABLE, FAILURE));

		ConsumerRecord<byte[], byte[]> letter = onlyLetter(topic);
		assertThat(letter.partition()).isEqualTo(2);
		assertThat(letter.key()).asString().isEqualTo("key");
		assertThat(letter.value()).asString().isEqualTo("a value");
	}

	@Test
	void keepWritesSluicesHeadersAndSpringKafkasBehindTheOriginals() {
		String topic = KafkaBroker.newTopic("orders", 1, Map.of());
		OneRecord record = OneRecord.of(topic, 0, 41, "{}").withHeader("trace", "7".getBytes(StandardCharsets.UTF_8));

		join(world.boxFor(topic).deadLetters().keep(record, 0, TABLE, FAILURE));

		assertThat(LetterWorld.headers(onlyLetter(topic)).entrySet().stream().map(Object::toString)).containsExactly(
				"trace=7", "sluice-pipeline=shop", "sluice-table=p.shop.orders", "sluice-reason=wrong-type",
				"sluice-message=field 'price' is no INT64", "sluice-field=price", "sluice-topic=" + topic,
				"sluice-partition=0", "sluice-offset=41", "sluice-timestamp=2023-11-14T22:13:20.123Z",
				"sluice-failed-at=" + LetterWorld.FAILED_AT, "sluice-attempts=1",
				"kafka_dlt-exception-fqcn=dev.sluice.deadletter.BadRecordException",
				"kafka_dlt-exception-message=field 'price' is no INT64", "kafka_dlt-original-topic=" + topic,
				"kafka_dlt-original-partition=\0\0\0\0", "kafka_dlt-original-offset=\0\0\0\0\0\0\0)",
				"kafka_dlt-original-timestamp=" + binary(OneRecord.TIMESTAMP),
				"kafka_dlt-original-consumer-group=sluice-shop");
	}

	@Test
	void keepLeavesHeadersOfAnEarlierDeadLetterUntouched() {
		String topic = KafkaBroker.newTopic("orders-again", 1, Map.of());
		byte[] old = "old".getBytes(StandardCharsets.UTF_8);
		OneRecord record = OneRecord.of(topic, 0, 1, "{}")
			.withHeader("sluice-reason", old)
			.withHeader("kafka_dlt-exception-message", old)
			.withHeader("kafka_dlt-original-topic", old);

		join(world.boxFor(topic).deadLetters().keep(record, 0, null, FAILURE));

		Header[] headers = onlyLetter(topic).headers().toArray();
		assertThat(Arrays.copyOf(headers, 3)).extracting(Header::key)
			.containsExactly("sluice-reason", "kafka_dlt-exception-message", "kafka_dlt-original-topic");
		assertThat(Arrays.copyOf(headers, 3)).extracting(Header::value).containsOnly(old);
	}

	@Test
	void keepTakesBytesThatAreNoTextAndNullsAsTheyAre() {
		String topic = KafkaBroker.newTopic("orders", 1, Map.of());
		byte[] garbage = { 0, -1, -128, 10, 65 };
		OneRecord record = OneRecord.of(topic, 0, 7, "").withKey(null).withValue(garbage).withHeader("odd", garbage);

		join(world.boxFor(topic).deadLetters().keep(record, 0, null, FAILURE));

		ConsumerRecord<byte[], byte[]> letter = onlyLetter(topic);
		assertThat(letter.key()).isNull();
		assertThat(letter.value()).isEqualTo(garbage);
		assertThat(letter.headers().lastHeader("odd").value()).isEqualTo(garbage);
	}

	@Test
	void keepWhenTheBrokerRefusesTheSizeKeepsAPointer() {
		String topic = KafkaBroker.newTopic("orders", 1, Map.of());
		KafkaBroker.createTopic(topic + "-dlt", 1, Map.of("max.message.bytes", "5000"));

		join(world.boxFor(topic).deadLetters().keep(OneRecord.of(topic, 0, 9, "x".repeat(6000)), 0, TABLE, FAILURE));

		ConsumerRecord<byte[], byte[]> letter = onlyLetter(topic);
		assertThat(letter.value()).isNull();
		assertThat(letter.key()).asString().isEqualTo("key");
		assertThat(LetterWorld.headers(letter)).containsEntry("sluice-omitted", "too-large")
			.containsEntry("sluice-reason", "wrong-type")
			.containsEntry("sluice-offset", "9");
	}

	@Test
	void keepWhenTheProducerRefusesTheSizeKeepsAPointer() {
		String topic = KafkaBroker.newTopic("orders", 1, Map.of());

		join(world.boxFor(topic)
			.deadLetters()
			.keep(OneRecord.of(topic, 0, 9, "x".repeat(17 * 1024 * 1024)), 0, TABLE, FAILURE));

		assertThat(LetterWorld.headers(onlyLetter(topic))).containsEntry("sluice-omitted", "too-large")
			.containsEntry("sluice-offset", "9");
	}

	@Test
	void keepWhenHeadersAloneAreTooLargeKeepsABarePointer() {
		String topic = KafkaBroker.newTopic("orders", 1, Map.of());
		KafkaBroker.createTopic(topic + "-dlt", 1, Map.of("max.message.bytes", "5000"));
		OneRecord record = OneRecord.of(topic, 0, 9, "{}").withHeader("huge", new byte[6000]);

		join(world.boxFor(topic).deadLetters().keep(record, 0, TABLE, FAILURE));

		ConsumerRecord<byte[], byte[]> letter = onlyLetter(topic);
		assertThat(letter.key()).isNull();
		assertThat(LetterWorld.headers(letter)).doesNotContainKey("huge")
			.containsEntry("sluice-omitted", "too-large")
			.containsEntry("sluice-offset", "9");
	}

	@Test
	void keepWhenEvenABarePointerIsTooLargeFails() {
		String topic = KafkaBroker.newTopic("orders", 1, Map.of());
		KafkaBroker.createTopic(topic + "-dlt", 1, Map.of("max.message.bytes", "100"));

		CompletionStage<Void> kept = world.boxFor(topic)
			.deadLetters()
			.keep(OneRecord.of(topic, 0, 9, "{}"), 0, TABLE, FAILURE);

		assertThat(kept.toCompletableFuture()).failsWithin(10, TimeUnit.SECONDS)
			.withThrowableThat()
			.withCauseInstanceOf(DeadLettersUnavailableException.class)
			.withMessageContaining(topic + "-dlt");
	}

	@Test
	void keepTakesRecordsAsLargeAsTheirTopicAllows() {
		String topic = KafkaBroker.newTopic("orders", 1, Map.of("max.message.bytes", "3000000"));
		String value = "x".repeat(2_999_000);

		join(world.boxFor(topic).deadLetters().keep(OneRecord.of(topic, 0, 9, value), 0, TABLE, FAILURE));

		assertThat(onlyLetter(topic).value()).hasSize(2_999_000);
	}

	@Test
	void keepManyKeepsEachOnce() {
		String topic = KafkaBroker.newTopic("orders", 1, Map.of());
		DeadLetters letters = world.boxFor(topic).deadLetters();
		List<CompletionStage<Void>> kept = new ArrayList<>();

		IntStream.range(0, 10_000)
			.forEach((i) -> kept.add(letters.keep(OneRecord.of(topic, 0, i, "{\"n\":" + i + "}"), 0, TABLE, FAILURE)));
		kept.forEach(KafkaDeadLettersIntegrationTests::join);

		assertThat(KafkaBroker.read(topic + "-dlt"))
			.extracting((letter) -> LetterWorld.headers(letter).get("sluice-offset"))
			.containsExactlyElementsOf(IntStream.range(0, 10_000).mapToObj(Integer::toString).toList());
	}

	@Test
	void keepAgainReadsTheOriginalsFromTheirTopic() {
		String topic = KafkaBroker.newTopic("orders", 2, Map.of());
		KafkaBroker.produce(IntStream.range(0, 5000)
			.mapToObj((i) -> new ProducerRecord<>(topic, i % 2, bytes("key " + i), bytes("value " + i)))
			.toList());
		DeadLetters letters = world.boxFor(topic).deadLetters();

		List<CompletionStage<Void>> kept = IntStream.of(3, 2400, 7, 3)
			.mapToObj((offset) -> letters.keepAgain(new SourcePosition(topic, 1, offset), TABLE, FAILURE))
			.toList();
		kept.forEach(KafkaDeadLettersIntegrationTests::join);

		assertThat(KafkaBroker.read(topic + "-dlt"))
			.extracting((letter) -> new String(letter.value(), StandardCharsets.UTF_8))
			.containsExactlyInAnyOrder("value 7", "value 7", "value 15", "value 4801");
	}

	@Test
	void keepAgainOneAfterTheOtherReadsEachOriginal() {
		String topic = KafkaBroker.newTopic("orders", 1, Map.of());
		KafkaBroker.produce(IntStream.range(0, 10)
			.mapToObj((i) -> new ProducerRecord<byte[], byte[]>(topic, bytes("value " + i)))
			.toList());
		DeadLetters letters = world.boxFor(topic).deadLetters();

		IntStream.of(7, 3, 9)
			.forEach((offset) -> join(letters.keepAgain(new SourcePosition(topic, 0, offset), TABLE, FAILURE)));

		assertThat(KafkaBroker.read(topic + "-dlt"))
			.extracting((letter) -> new String(letter.value(), StandardCharsets.UTF_8))
			.containsExactly("value 7", "value 3", "value 9");
	}

	@Test
	void keepAgainWhenTheOriginalIsGoneKeepsAPointer() throws Exception {
		String topic = KafkaBroker.newTopic("orders", 1, Map.of());
		KafkaBroker.produce(
				IntStream.range(0, 10).mapToObj((i) -> new ProducerRecord<byte[], byte[]>(topic, bytes("x"))).toList());
		try (Admin admin = KafkaBroker.admin()) {
			admin.deleteRecords(Map.of(new TopicPartition(topic, 0), RecordsToDelete.beforeOffset(5)))
				.all()
				.get(10, TimeUnit.SECONDS);
		}

		join(world.boxFor(topic).deadLetters().keepAgain(new SourcePosition(topic, 0, 4), TABLE, FAILURE));

		ConsumerRecord<byte[], byte[]> letter = onlyLetter(topic);
		assertThat(letter.value()).isNull();
		assertThat(LetterWorld.headers(letter)).containsEntry("sluice-omitted", "gone")
			.containsEntry("sluice-offset", "4")
			.doesNotContainKey("sluice-timestamp");
	}

	@Test
	void keepWhenTheTopicIsNotReadyFails() {
		CompletionStage<Void> kept = world.box()
			.deadLetters()
			.keep(OneRecord.of(KafkaBroker.newName("nowhere"), 0, 1, "{}"), 0, TABLE, FAILURE);

		assertThat(kept.toCompletableFuture()).failsWithin(1, TimeUnit.SECONDS)
			.withThrowableThat()
			.withCauseInstanceOf(DeadLettersUnavailableException.class);
	}

	@Test
	void keepWhenTheBadRowTopicIsNotReadySendsNeither() {
		String topic = KafkaBroker.newTopic("orders", 1, Map.of());
		world.boxFor(topic);
		LetterBox box = world.box(badRows(topic + "-bad"));

		CompletionStage<Void> early = box.deadLetters().keep(OneRecord.of(topic, 0, 1, "{}"), 0, TABLE, FAILURE);
		assertThat(early.toCompletableFuture()).failsWithin(1, TimeUnit.SECONDS);
		await().until(() -> box.problems().isEmpty());
		join(box.deadLetters().keep(OneRecord.of(topic, 0, 1, "{}"), 0, TABLE, FAILURE));

		assertThat(onlyLetter(topic).value()).asString().isEqualTo("{}");
		assertThat(KafkaBroker.read(topic + "-bad")).hasSize(1);
	}

	private static BadRowFormat badRows(String topic) {
		return new BadRowFormat() {
			@Override
			public String topic() {
				return topic;
			}

			@Override
			public byte[] badRow(byte @Nullable [] value, Failure failure, Instant failedAt) {
				return bytes("bad");
			}
		};
	}

	private static ConsumerRecord<byte[], byte[]> onlyLetter(String topic) {
		List<ConsumerRecord<byte[], byte[]>> letters = KafkaBroker.read(topic + "-dlt");
		assertThat(letters).hasSize(1);
		return letters.get(0);
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private static String binary(long value) {
		return new String(java.nio.ByteBuffer.allocate(Long.BYTES).putLong(value).array(), StandardCharsets.UTF_8);
	}

	private static void join(CompletionStage<Void> kept) {
		CompletableFuture<Void> future = kept.toCompletableFuture();
		assertThat(future).succeedsWithin(20, TimeUnit.SECONDS);
	}

}
