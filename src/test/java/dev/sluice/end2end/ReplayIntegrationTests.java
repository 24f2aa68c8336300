package dev.sluice.end2end;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.jayway.jsonpath.JsonPath;
import dev.sluice.fixtures.KafkaBroker;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

class ReplayIntegrationTests {

	private static final String BAD_PRICE = "{\"id\": 2, \"price\": \"cheap\"}";

	private static final List<String> LOGIN = List.of("--sluice.administration.users.admin.password=secret",
			"--sluice.administration.users.admin.role=administrator");

	private static final String ALL = "{\"all\": true, \"dryRun\": false}";

	private final HttpClient client = HttpClient.newHttpClient();

	private final String topic = KafkaBroker.newName("orders");

	private Stage stage;

	private @Nullable ConfigurableApplicationContext instance;

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
	void lettersOfAReasonThatIsMendedAreStoredOnce() {
		start();
		produceBad(BAD_PRICE, "{\"id\": ");
		restart("on-type-conflict=overflow");

		replay("{\"cause\": \"wrong-type\"}");

		Stage.eventually(() -> assertThat(outcome()).isEqualTo("DONE stored=1 dead=0 passedOver=1"));
		assertThat(ids()).containsExactlyInAnyOrder(1L, 2L);

		replay("{\"cause\": \"wrong-type\"}");

		assertThat(outcome()).isEqualTo("DONE stored=0 dead=0 passedOver=0");
	}

	@Test
	void replayOfAllLeavesOutWhatWasReplayedByReason() {
		start();
		produceBad(BAD_PRICE, "{\"id\": ");
		restart("on-type-conflict=overflow");
		replay("{\"cause\": \"wrong-type\"}");
		Stage.eventually(() -> assertThat(outcome()).startsWith("DONE"));

		replay(ALL);

		Stage.eventually(() -> assertThat(outcome()).isEqualTo("DONE stored=0 dead=1 passedOver=1"));
		assertThat(ids()).containsExactlyInAnyOrder(1L, 2L);
	}

	@Test
	void letterThatFailsAgainIsANewOneWithOneAttemptMore() {
		start();
		produceBad(BAD_PRICE);

		replay(ALL);
		Stage.eventually(() -> assertThat(outcome()).isEqualTo("DONE stored=0 dead=1 passedOver=0"));
		replay(ALL);
		Stage.eventually(() -> assertThat(letters()).hasSize(3));

		assertThat(letters()).extracting((letter) -> header(letter, "sluice-attempts")).containsExactly("1", "2", "3");
		assertThat(letters()).allSatisfy((letter) -> {
			assertThat(letter.value()).asString().isEqualTo(BAD_PRICE);
			assertThat(header(letter, "sluice-reason")).isEqualTo("wrong-type");
			assertThat(header(letter, "sluice-topic")).isEqualTo(this.topic);
			assertThat(header(letter, "sluice-offset")).isEqualTo("1");
		});
	}

	@Test
	void letterAtAPositionIsReplayedAsOftenAsAskedFor() {
		start();
		produceBad("{\"id\": ", BAD_PRICE);
		restart("on-type-conflict=overflow");
		String second = "{\"position\": \"%s-dlt-0@1\"}".formatted(this.topic);

		replay(second);
		Stage.eventually(() -> assertThat(outcome()).isEqualTo("DONE stored=1 dead=0 passedOver=0"));
		replay(second);

		Stage.eventually(() -> assertThat(ids()).containsExactlyInAnyOrder(1L, 2L, 2L));
		assertThat(letters()).hasSize(2);
	}

	@Test
	void replayThatIsBrokenOffGoesOnWhenBegunAgain() {
		start();
		produceBad(IntStream.range(2, 302)
			.mapToObj((id) -> "{\"id\": %d, \"price\": \"cheap\"}".formatted(id))
			.toArray(String[]::new));
		restart("on-type-conflict=overflow", "drain.shutdown=1ms", "--sluice.replay.rate=100");
		replay(ALL);
		Stage.eventually(() -> assertThat(ids()).hasSizeGreaterThan(50));

		restart("on-type-conflict=overflow");
		replay(ALL);

		Stage.eventually(() -> assertThat(outcome()).startsWith("DONE"));
		assertThat(ids()).containsAll(IntStream.range(1, 302).mapToObj(Long::valueOf).toList());
		assertThat(letters()).hasSize(300);
	}

	@Test
	void lettersWithoutTheirOriginalAreReplayedFromTheirRowOrStayDead() {
		start();
		produceBad(BAD_PRICE);
		KafkaBroker
			.produce(List.of(letter("row-instead", bytes("{\"id\": 7, \"price\": 2.5}")), letter("too-large", null)));

		replay("{\"cause\": \"row-refused\"}");

		Stage.eventually(() -> assertThat(outcome()).isEqualTo("DONE stored=1 dead=1 passedOver=1"));
		assertThat(ids()).containsExactlyInAnyOrder(1L, 7L);
		assertThat(letters()).last().satisfies((letter) -> {
			assertThat(letter.value()).isNull();
			assertThat(header(letter, "sluice-omitted")).isEqualTo("too-large");
			assertThat(header(letter, "sluice-attempts")).isEqualTo("2");
		});
	}

	@Test
	void lettersReplayedBeforeARestartAreNotReplayedAgain() {
		start();
		produceBad(BAD_PRICE, BAD_PRICE);
		restart("on-type-conflict=overflow");
		replay("{\"position\": \"%s-dlt-0@0\"}".formatted(this.topic));
		Stage.eventually(() -> assertThat(outcome()).startsWith("DONE"));

		restart("on-type-conflict=overflow");
		replay(ALL);

		Stage.eventually(() -> assertThat(outcome()).isEqualTo("DONE stored=1 dead=0 passedOver=1"));
		assertThat(ids()).containsExactlyInAnyOrder(1L, 2L, 2L);
		assertThat(open()).isZero();
	}

	private void start(String... properties) {
		this.instance = this.stage.start(this.topic, "shop.orders",
				Stream.concat(LOGIN.stream(), Stream.of(properties)).toArray(String[]::new));
		Stage.eventually(() -> assertThat(get()).contains("\"open\""));
	}

	private ProducerRecord<byte[], byte[]> letter(String omitted, byte @Nullable [] value) {
		ProducerRecord<byte[], byte[]> letter = new ProducerRecord<>(this.topic + "-dlt", value);
		letter.headers().add("sluice-pipeline", bytes("orders"));
		Map.of("sluice-table", "test.shop.orders", "sluice-reason", "row-refused", "sluice-topic", this.topic,
				"sluice-partition", "0", "sluice-offset", "9", "sluice-omitted", omitted)
			.forEach((name, text) -> letter.headers().add(name, bytes(text)));
		return letter;
	}

	private void restart(String... properties) {
		this.stage.stop(instance());
		start(properties);
	}

	/** Has records become dead letters, behind one that is stored. */
	private void produceBad(String... values) {
		this.stage.produce(this.topic, "{\"id\": 1, \"price\": 1.5}");
		Stage.eventually(() -> assertThat(ids()).hasSize(1));
		this.stage.produce(this.topic, values);
		Stage.eventually(() -> assertThat(letters()).hasSize(values.length));
	}

	private void replay(String choice) {
		assertThat(post("deadletters/orders/replay", choice).statusCode()).isEqualTo(200);
	}

	private String outcome() {
		Map<String, @Nullable Object> replay = JsonPath.read(get(), "$.replay");
		return "%s stored=%s dead=%s passedOver=%s".formatted(replay.get("state"), replay.get("stored"),
				replay.get("dead"), replay.get("passedOver"));
	}

	private long open() {
		return JsonPath.<Number>read(get(), "$.open").longValue();
	}

	private List<Object> ids() {
		return this.stage.rows("shop", "orders").stream().map((row) -> row.get("id")).toList();
	}

	private List<ConsumerRecord<byte[], byte[]>> letters() {
		return this.stage.records(this.topic + "-dlt");
	}

	private String get() {
		return send(request("deadletters/orders").GET().build()).body();
	}

	private HttpResponse<String> post(String path, String body) {
		return send(request(path).header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString(body))
			.build());
	}

	private HttpRequest.Builder request(String path) {
		String port = instance().getEnvironment().getRequiredProperty("local.server.port");
		String login = Base64.getEncoder().encodeToString("admin:secret".getBytes(StandardCharsets.UTF_8));
		return HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/actuator/" + path))
			.header("Authorization", "Basic " + login);
	}

	private ConfigurableApplicationContext instance() {
		return Objects.requireNonNull(this.instance, "not started");
	}

	private HttpResponse<String> send(HttpRequest request) {
		try {
			return this.client.send(request, HttpResponse.BodyHandlers.ofString());
		}
		catch (IOException | InterruptedException ex) {
			throw new AssertionError(ex);
		}
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
		return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
	}

}
