package dev.sluice.end2end;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.sluice.fixtures.KafkaBroker;
import dev.sluice.schema.iglu.Repositories;
import dev.sluice.schema.snowplow.AtomicColumns;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Events whose schemas are in a registry that is away, or that does not have them.
 */
class RegistryAwayIntegrationTests {

	private static final String SCHEMA = """
			{"$schema": "http://iglucentral.com/schemas/com.snowplowanalytics.self-desc/schema/jsonschema/1-0-0#",
			"self": {"vendor": "com.acme", "name": "order", "format": "jsonschema", "version": "1-0-0"},
			"type": "object", "properties": {"id": {"type": "string"}}}""";

	private final String topic = KafkaBroker.newName("enriched");

	private Stage stage;

	private HttpServer registry;

	@BeforeEach
	void setTheStage() throws IOException {
		this.stage = new Stage(KafkaBroker.bootstrapServers());
		this.stage.topic(this.topic, 1);
		this.registry = registry(0);
	}

	@AfterEach
	void strike() {
		this.stage.close();
		this.registry.stop(0);
	}

	@Test
	void eventsWaitForTheRegistryAndNothingIsDead() throws Exception {
		int port = this.registry.getAddress().getPort();
		this.registry.stop(0);
		ConfigurableApplicationContext instance = start(port);

		this.stage.produce(this.topic, event("order", "a"), event("order", "b"));
		Repositories repositories = instance.getBean(Repositories.class);
		Stage.eventually(() -> assertThat(repositories.status()).filteredOn((repository) -> !repository.answers())
			.singleElement()
			.satisfies((repository) -> assertThat(repository.name()).isEqualTo("shop"))
			.satisfies((repository) -> assertThat(repository.cause()).isEqualTo("connection refused")));
		long committedMeanwhile = this.stage.committedSum(this.topic);
		this.registry = registry(port);

		Stage.eventually(() -> assertThat(this.stage.committedSum(this.topic)).isEqualTo(2));
		assertThat(committedMeanwhile).isZero();
		assertThat(this.stage.rows("snowplow", "events")).hasSize(2);
		assertThat(this.stage.records(this.topic + "-dlt")).isEmpty();
	}

	@Test
	void eventsWithoutASchemaAreDeadAndTheOthersAreNot() {
		start(this.registry.getAddress().getPort());

		this.stage.produce(this.topic, event("order", "a"), event("odrer", "b"), event("order", "c"));

		Stage.eventually(() -> assertThat(this.stage.committedSum(this.topic)).isEqualTo(3));
		assertThat(this.stage.rows("snowplow", "events")).hasSize(2);
		assertThat(this.stage.records(this.topic + "-dlt")).singleElement()
			.satisfies((letter) -> assertThat(
					new String(letter.headers().lastHeader("sluice-reason").value(), StandardCharsets.UTF_8))
				.isEqualTo("unknown-schema"));
	}

	private ConfigurableApplicationContext start(int port) {
		return this.stage.start(this.topic, "snowplow.events", "format=snowplow", "--sluice.iglu.retries=0",
				"--sluice.iglu.repositories[0].name=shop",
				"--sluice.iglu.repositories[0].uri=http://localhost:" + port);
	}

	private static HttpServer registry(int port) throws IOException {
		HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
		server.createContext("/", RegistryAwayIntegrationTests::answer);
		server.start();
		return server;
	}

	private static void answer(HttpExchange exchange) throws IOException {
		boolean found = exchange.getRequestURI().getPath().equals("/schemas/com.acme/order/jsonschema/1-0-0");
		byte[] body = (found ? SCHEMA : "{}").getBytes(StandardCharsets.UTF_8);
		exchange.sendResponseHeaders(found ? 200 : 404, body.length);
		exchange.getResponseBody().write(body);
		exchange.close();
	}

	private static String event(String schema, String id) {
		Map<String, String> columns = Map.of("collector_tstamp", "2026-11-20 10:11:12.345", "event_id",
				UUID.randomUUID().toString(), "v_collector", "c", "v_etl", "e", "unstruct_event", """
						{"schema":"iglu:com.snowplowanalytics.snowplow/unstruct_event/jsonschema/1-0-0","data":\
						{"schema":"iglu:com.acme/%s/jsonschema/1-0-0","data":{"id":"%s"}}}""".formatted(schema, id));
		return AtomicColumns.all()
			.stream()
			.map((column) -> columns.getOrDefault(column.name(), ""))
			.collect(Collectors.joining("\t"));
	}

}
