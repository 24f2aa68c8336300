package dev.sluice.end2end;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.sluice.fixtures.KafkaBroker;
import dev.sluice.schema.snowplow.AtomicColumns;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Versions of a schema that come while its events are loaded.
 */
class SchemaVersionsIntegrationTests {

	private static final String COLUMN = "unstruct_event_com_acme_order_1";

	private final String topic = KafkaBroker.newName("enriched");

	private Stage stage;

	@TempDir
	private Path registry;

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
	void laterVersionsAddRelaxAndRecover() throws Exception {
		publish("1-0-0", "{\"id\": {\"type\": \"string\"}, \"size\": {\"type\": \"integer\"}}", "id");
		start();
		this.stage.produce(this.topic, order("1-0-0", "{\"id\": \"a\", \"size\": 1}"));
		Stage.eventually(() -> assertThat(values(COLUMN)).containsExactly("{id=a, size=1}"));

		publish("1-0-1", "{\"shipTo\": {\"type\": \"array\", \"items\": {\"type\": \"string\"}}}", "shipTo");
		this.stage.produce(this.topic, order("1-0-1", "{\"shipTo\": [\"b\"]}"), order("1-0-0", "{\"id\": \"c\"}"));
		Stage.eventually(() -> assertThat(values(COLUMN)).containsExactlyInAnyOrder("{id=a, size=1, ship_to=[]}",
				"{id=null, size=null, ship_to=[b]}", "{id=c, size=null, ship_to=[]}"));

		publish("1-0-2", "{\"size\": {\"type\": \"string\"}}", "size");
		this.stage.produce(this.topic, order("1-0-2", "{\"size\": \"large\"}"), order("1-0-1", "{\"shipTo\": []}"));
		Stage.eventually(() -> assertThat(this.stage.committedSum(this.topic)).isEqualTo(5));

		assertThat(values(COLUMN)).hasSize(4);
		assertThat(values(COLUMN + "_recovered_1_0_2_")).containsExactly("{size=large}");
		assertThat(this.stage.records(this.topic + "-dlt")).isEmpty();
	}

	private void start() {
		this.stage.start(this.topic, "snowplow.events", "format=snowplow", "--sluice.iglu.cache-ttl=1s",
				"--sluice.iglu.repositories[0].name=shop",
				"--sluice.iglu.repositories[0].uri=" + this.registry.toUri());
	}

	private void publish(String version, String properties, String required) throws IOException {
		Path directory = Files.createDirectories(this.registry.resolve("schemas/com.acme/order/jsonschema"));
		Files.writeString(directory.resolve(version), """
				{"$schema": "http://iglucentral.com/schemas/com.snowplowanalytics.self-desc/schema/jsonschema/1-0-0#",
				"self": {"vendor": "com.acme", "name": "order", "format": "jsonschema", "version": "%s"},
				"type": "object", "properties": %s, "required": ["%s"]}
				""".formatted(version, properties, required));
	}

	private static String order(String version, String data) {
		Map<String, String> columns = Map.of("collector_tstamp", "2026-11-20 10:11:12.345", "event_id",
				UUID.randomUUID().toString(), "v_collector", "c", "v_etl", "e", "unstruct_event", """
						{"schema":"iglu:com.snowplowanalytics.snowplow/unstruct_event/jsonschema/1-0-0","data":\
						{"schema":"iglu:com.acme/order/jsonschema/%s","data":%s}}""".formatted(version, data));
		return AtomicColumns.all()
			.stream()
			.map((column) -> columns.getOrDefault(column.name(), ""))
			.collect(Collectors.joining("\t"));
	}

	/**
	 * What is in the column whose name begins so.
	 */
	private List<String> values(String column) {
		return this.stage.rows("snowplow", "events")
			.stream()
			.flatMap((row) -> row.entrySet().stream())
			.filter((value) -> value.getKey().equals(column)
					|| (column.endsWith("_") && value.getKey().startsWith(column)))
			.filter((value) -> value.getValue() != null)
			.map((value) -> text(value.getValue()))
			.toList();
	}

	private static String text(@Nullable Object value) {
		if (!(value instanceof Map<?, ?> struct)) {
			return String.valueOf(value);
		}
		return Stream.of("id", "size", "ship_to")
			.filter(struct::containsKey)
			.map((name) -> name + "=" + struct.get(name))
			.collect(Collectors.joining(", ", "{", "}"));
	}

}
