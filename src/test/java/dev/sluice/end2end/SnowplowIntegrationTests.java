package dev.sluice.end2end;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;

import com.google.cloud.bigquery.BigQuery;
import com.google.cloud.bigquery.QueryJobConfiguration;
import com.sun.net.httpserver.HttpServer;
import dev.sluice.administration.audit.AuditProgress;
import dev.sluice.administration.audit.AuditReport;
import dev.sluice.administration.audit.AuditRequest;
import dev.sluice.administration.audit.Auditor;
import dev.sluice.administration.audit.Counts;
import dev.sluice.administration.audit.NamedPositions;
import dev.sluice.fixtures.KafkaBroker;
import dev.sluice.schema.snowplow.AtomicColumns;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Enriched events, good and bad, with a registry that may be away.
 */
class SnowplowIntegrationTests {

	private static final String SCHEMA = """
			{"$schema": "http://iglucentral.com/schemas/com.snowplowanalytics.self-desc/schema/jsonschema/1-0-0#",
			"self": {"vendor": "com.acme", "name": "click", "format": "jsonschema", "version": "1-0-0"},
			"type": "object", "properties": {"targetUrl": {"type": "string"}}}""";

	private final String topic = KafkaBroker.newName("enriched");

	private Stage stage;

	private HttpServer registry;

	private final AtomicInteger questions = new AtomicInteger();

	private volatile int status = 200;

	@BeforeEach
	void setTheStage() throws IOException {
		this.registry = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.registry.createContext("/", (call) -> {
			this.questions.incrementAndGet();
			boolean known = call.getRequestURI().getPath().endsWith("/click/jsonschema/1-0-0");
			byte[] body = SCHEMA.getBytes(StandardCharsets.UTF_8);
			call.sendResponseHeaders((this.status == 200 && !known) ? 404 : this.status, body.length);
			call.getResponseBody().write(body);
			call.close();
		});
		this.registry.start();
		this.stage = new Stage(KafkaBroker.bootstrapServers());
		this.stage.topic(this.topic, 1);
	}

	@AfterEach
	void strike() {
		this.stage.close();
		this.registry.stop(0);
	}

	@Test
	void waitsForARegistryThatIsAway() {
		this.status = 503;
		start();
		this.stage.produce(this.topic, click("a"), click("b"));
		Stage.until(() -> this.questions.get() > 2);
		assertThat(this.stage.committedSum(this.topic)).isZero();

		this.status = 200;

		Stage.eventually(() -> assertThat(targets()).containsExactlyInAnyOrder("a", "b"));
		assertThat(this.stage.records(this.topic + "-dlt")).isEmpty();
	}

	@Test
	void badEventsAreDeadLettersAndBadRows() {
		start();

		this.stage.produce(this.topic, "no event", click("a"), event(Map.of("unstruct_event", unstruct("lost", "{}"))));

		Stage.eventually(() -> assertThat(this.stage.committedSum(this.topic)).isEqualTo(3));
		assertThat(targets()).containsExactly("a");
		assertThat(reasons(this.topic + "-dlt")).containsExactlyInAnyOrder("malformed", "unknown-schema");
		assertThat(values(this.topic + "-bad")).hasSize(2)
			.anyMatch((badRow) -> badRow.contains("loader_parsing_error/jsonschema/2-0-0"))
			.anyMatch((badRow) -> badRow.contains("loader_iglu_error/jsonschema/2-0-1"));
	}

	@Test
	void eventsOfACompressedRecordStandAndFallByThemselves() throws IOException {
		start();

		this.stage.produce(this.topic, compressed(click("a"), "no event", click("b")));

		Stage.eventually(() -> assertThat(this.stage.committedSum(this.topic)).isOne());
		assertThat(targets()).containsExactlyInAnyOrder("a", "b");
		assertThat(values(this.topic + "-dlt")).containsExactly("no event");
	}

	@Test
	void auditKnowsWhatBecameOfTheEventsOfACompressedRecord() throws Exception {
		ConfigurableApplicationContext instance = start();
		this.stage.produce(this.topic, compressed(click("a"), "no event", click("b")));
		this.stage.produce(this.topic, compressed(click("c"), click("d")));
		Stage.eventually(() -> assertThat(this.stage.committedSum(this.topic)).isEqualTo(2));
		assertThat(audit(instance).total()).isEqualTo(new Counts(2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0));

		for (String target : List.of("b", "c")) {
			instance.getBean(BigQuery.class)
				.query(QueryJobConfiguration.of("DELETE FROM snowplow.events"
						+ " WHERE unstruct_event_com_acme_click_1.target_url = '" + target + "'"));
		}

		assertThat(audit(instance).missing().named()).extracting(NamedPositions.Named::what)
			.containsExactly(
					"would be loaded now but for 1 of its parts; there are 1 rows of 2, 1 dead letters, 0 failed inserts",
					"would be loaded now; there are 1 rows of 2, 0 dead letters, 0 failed inserts");
	}

	private static AuditReport audit(ConfigurableApplicationContext instance) {
		return instance.getBean(Auditor.class)
			.audit(new AuditRequest("orders", null, null, AuditRequest.NAMED, false), new AuditProgress());
	}

	private ConfigurableApplicationContext start() {
		return this.stage.start(this.topic, "snowplow.events", "format=snowplow",
				"snowplow.bad-rows.topic=" + this.topic + "-bad", "--sluice.iglu.retries=0",
				"columns.partition=kafka_partition", "columns.offset=kafka_offset",
				"--sluice.iglu.repositories[0].name=shop",
				"--sluice.iglu.repositories[0].uri=http://localhost:" + this.registry.getAddress().getPort());
	}

	private List<String> targets() {
		return this.stage.rows("snowplow", "events")
			.stream()
			.map((row) -> (Map<?, ?>) row.get("unstruct_event_com_acme_click_1"))
			.map((click) -> String.valueOf(click.get("target_url")))
			.toList();
	}

	private List<String> reasons(String letters) {
		return this.stage.records(letters)
			.stream()
			.map((letter) -> new String(letter.headers().lastHeader("sluice-reason").value(), StandardCharsets.UTF_8))
			.toList();
	}

	private List<String> values(String letters) {
		return this.stage.records(letters)
			.stream()
			.map(ConsumerRecord::value)
			.map((value) -> new String(value, StandardCharsets.UTF_8))
			.toList();
	}

	private static byte[] compressed(String... events) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (DataOutputStream out = new DataOutputStream(new GZIPOutputStream(bytes))) {
			out.write(new byte[] { 1, 1 });
			for (String event : events) {
				byte[] text = event.getBytes(StandardCharsets.UTF_8);
				out.writeInt(text.length);
				out.write(text);
			}
		}
		return bytes.toByteArray();
	}

	private static String click(String target) {
		return event(Map.of("unstruct_event", unstruct("click", "{\"targetUrl\":\"" + target + "\"}")));
	}

	private static String unstruct(String schema, String data) {
		return """
				{"schema":"iglu:com.snowplowanalytics.snowplow/unstruct_event/jsonschema/1-0-0","data":\
				{"schema":"iglu:com.acme/%s/jsonschema/1-0-0","data":%s}}""".formatted(schema, data);
	}

	private static String event(Map<String, String> columns) {
		Map<String, String> required = Map.of("collector_tstamp", "2026-11-20 10:11:12.345", "event_id",
				"bbb05861-0f11-4986-b23b-87e6e22609be", "v_collector", "c", "v_etl", "e");
		return AtomicColumns.all()
			.stream()
			.map((column) -> columns.getOrDefault(column.name(), required.getOrDefault(column.name(), "")))
			.collect(Collectors.joining("\t"));
	}

}
