package dev.sluice.end2end;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.sluice.emulator.fault.Moment;
import dev.sluice.emulator.fault.ScriptedFault;
import dev.sluice.fixtures.KafkaBroker;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for loaders that leave it to another instance to alter tables.
 */
class TypesTopicIntegrationTests extends OnStage {

	private static final String CLICK = "unstruct_event_com_acme_click_1";

	private static final String SCHEMA = """
			{"$schema": "http://iglucentral.com/schemas/com.snowplowanalytics.self-desc/schema/jsonschema/1-0-0#",
			"self": {"vendor": "com.acme", "name": "click", "format": "jsonschema", "version": "1-0-0"},
			"type": "object", "properties": {"product": {"type": "string"}}}
			""";

	@TempDir
	Path registry;

	@BeforeEach
	void registryHasASchema() throws IOException {
		Path schema = this.registry.resolve("schemas/com.acme/click/jsonschema/1-0-0");
		Files.createDirectories(schema.getParent());
		Files.writeString(schema, SCHEMA);
	}

	@Test
	void rowsWaitAsFailedInsertsUntilTheMutatorHasAddedTheirColumn() {
		this.stage.start(this.others, SHOP + "." + this.others, properties("--sluice.repeater.backoff=1s"));
		this.stage.produce(this.others, EnrichedEvent.plain("a"), EnrichedEvent.click("b", "mill"),
				EnrichedEvent.click("c", "kettle"));
		Stage.eventually(() -> assertThat(this.stage.records(this.others + "-failed-inserts")).hasSizeGreaterThan(1)
			.allSatisfy((insert) -> assertThat(insert.value()).asString().contains("\"" + CLICK + "\":{\"product\":")));
		assertThat(this.stage.records(types())).singleElement()
			.satisfies((type) -> assertThat(type.value()).asString()
				.contains("iglu:com.acme/click/jsonschema/1-0-0", "\"location\":\"UNSTRUCT_EVENT\""));
		assertThat(rows()).hasSize(1);

		this.stage.start(this.others, SHOP + "." + this.others, properties("--spring.profiles.active=mutator"));

		Stage.eventually(() -> assertThat(rows()).extracting((row) -> row.get(CLICK))
			.contains(Map.of("product", "mill"), Map.of("product", "kettle"))
			.hasSize(3));
		assertThat(this.stage.records(this.others + "-dlt")).isEmpty();
		Stage.eventually(() -> assertThat(committed()).isOne());
	}

	@Test
	void typeIsNotLostWhenTheMutatorIsKilledWhileItAltersTheTable() throws InterruptedException {
		this.stage.table(SHOP, this.others, "{'schema':{'fields':[{'name':'app_id','type':'STRING'}]}}");
		this.stage.topic(types(), 1);
		announce("[{\"schema\":\"iglu:com.acme/click/jsonschema/1-0-0\",\"type\":\"UNSTRUCT_EVENT\"}]");
		ScriptedFault held = this.stage.emulator().faults().hold("tables.patch", this.others, 1, Moment.BEFORE);
		LoaderProcess first = this.stage.startProcess(this.others, SHOP + "." + this.others,
				properties("--spring.profiles.active=mutator"));
		assertThat(held.awaitHeld(Duration.ofMinutes(2))).isTrue();
		first.kill();
		held.drop();
		this.stage.emulator().faults().remove(held);
		assertThat(columns()).containsExactly("app_id");
		assertThat(committed()).isZero();

		this.stage.start(this.others, SHOP + "." + this.others, properties("--spring.profiles.active=mutator"));

		Stage.eventually(() -> assertThat(columns()).contains(CLICK));
		Stage.eventually(() -> assertThat(committed()).isOne());
	}

	@Test
	void announcementsThatMeanNothingAreDeadLetters() {
		this.stage.table(SHOP, this.others, "{'schema':{'fields':[{'name':'app_id','type':'STRING'}]}}");
		this.stage.topic(types(), 1);
		announce("nope");
		announce("[{\"schema\":\"iglu:com.acme/unknown/jsonschema/1-0-0\",\"type\":\"CONTEXTS\"}]");
		announce("{\"schema\":\"iglu:com.acme/click/jsonschema/1-0-0\",\"location\":\"CONTEXTS\"}");

		this.stage.start(this.others, SHOP + "." + this.others, properties("--spring.profiles.active=mutator"));

		Stage.eventually(() -> assertThat(columns()).contains("contexts_com_acme_click_1", "load_tstamp"));
		Stage.eventually(() -> assertThat(this.stage.records(types() + "-dlt")).hasSize(2));
		Stage.eventually(() -> assertThat(committed()).isEqualTo(3));
	}

	private String[] properties(String... more) {
		List<String> all = new ArrayList<>(List.of("format=snowplow", "mutator.mode=topic",
				"mutator.types.topic=" + types(), "--sluice.iglu.repositories[0].name=own",
				"--sluice.iglu.repositories[0].uri=" + this.registry.toUri(), "--sluice.repeater.interval=200ms",
				"--sluice.retry.setup.initial=100ms", "--sluice.retry.setup.longest=500ms"));
		all.addAll(List.of(more));
		return all.toArray(String[]::new);
	}

	private String types() {
		return this.others + "-types";
	}

	private void announce(String payload) {
		KafkaBroker.produce(List.of(new ProducerRecord<>(types(), payload.getBytes(StandardCharsets.UTF_8))));
	}

	private long committed() {
		return this.stage.committed("sluice-orders-mutator", types())
			.stream()
			.mapToLong((offset) -> offset.offset())
			.sum();
	}

	private List<String> columns() {
		return this.stage.columns(SHOP, this.others);
	}

	private List<Map<String, @Nullable Object>> rows() {
		return this.stage.rows(SHOP, this.others);
	}

}
