package dev.sluice.transform.snowplow;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import dev.sluice.conformance.Results;
import dev.sluice.conformance.Rules;
import dev.sluice.conformance.VectorGroup;
import dev.sluice.record.Failure;
import dev.sluice.record.Reason;
import dev.sluice.schema.snowplow.AtomicColumn;
import dev.sluice.schema.snowplow.AtomicColumns;
import dev.sluice.schema.snowplow.ColumnLayout;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Enriched events as lines, and what they are as JSON or why they are none.
 */
public final class EnrichedVectors implements VectorGroup {

	static final JsonMapper MAPPER = JsonMapper.builder()
		.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
		.disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
		.build();

	private static final List<String> SHARED = List.of("eventFull", "lossyJsonFull", "lossyExtra");

	@Override
	public String name() {
		return "enriched";
	}

	@Override
	public String path() {
		return "enriched";
	}

	@Override
	public void check(Path directory, Rules rules, Results results) throws Exception {
		List<Path> lines;
		try (Stream<Path> files = Files.list(directory)) {
			lines = files.filter((file) -> file.toString().endsWith(".tsv")).sorted().toList();
		}
		for (Path line : lines) {
			Path expectation = Path.of(line.toString().replaceFirst("\\.tsv$", ".json"));
			JsonNode expected = MAPPER.readTree(Files.readString(expectation));
			byte[] text = Files.readAllBytes(line);
			results.check(expected.get("name").stringValue(), wanted(expected, text), () -> given(expected, text));
		}
	}

	private static ObjectNode wanted(JsonNode expected, byte[] text) {
		ObjectNode wanted = EventJson.object();
		if (expected.has("error")) {
			wanted.set("error", withoutFreeMessages(expected.get("error"), expected));
			wanted.set("failure", wanted.get("error"));
			return wanted;
		}
		wanted.set("event", expected.get("event"));
		SHARED.forEach((name) -> {
			if (expected.has(name)) {
				wanted.set(name, expected.get(name));
			}
		});
		Set<String> inventory = new TreeSet<>();
		expected.get("inventory")
			.forEach((item) -> inventory.add(item.get("type").stringValue() + " " + item.get("schema").stringValue()));
		wanted.put("inventory", inventory.toString());
		wanted.put("tsv", expected.has("canonicalTsv") ? expected.get("canonicalTsv").stringValue()
				: new String(text, StandardCharsets.UTF_8));
		return wanted;
	}

	private static ObjectNode given(JsonNode expected, byte[] text) {
		EventReader.Reading reading = new EventReader(expected.has("truncate")).read(text);
		ObjectNode given = EventJson.object();
		Event event = reading.event();
		if (event == null) {
			JsonNode error = MAPPER.readTree(Objects.requireNonNull(reading.failure()).detail());
			given.set("error", withoutFreeMessages(error, expected));
			given.set("failure", withoutFreeMessages(failure(text), expected));
			return given;
		}
		requireSameRow(event, expected, text);
		ObjectNode json = (ObjectNode) MAPPER.readTree(EventJson.text(event.toJson()));
		given.set("event", withoutNulls(json));
		if (expected.has("eventFull")) {
			given.set("eventFull", json);
		}
		ObjectNode lossy = (ObjectNode) MAPPER.readTree(EventJson.text(event.toLossyJson()));
		if (expected.has("lossyJsonFull")) {
			given.set("lossyJsonFull", lossy.deepCopy());
		}
		if (expected.has("lossyExtra")) {
			AtomicColumns.all().forEach((column) -> lossy.remove(column.name()));
			given.set("lossyExtra", lossy);
		}
		Set<String> inventory = new TreeSet<>();
		event.inventory().forEach((item) -> inventory.add(item.type() + " " + item.schema()));
		given.put("inventory", inventory.toString());
		given.put("tsv", event.toTsv());
		return given;
	}

	/** What the transform says of a line, which it reads in another way. */
	private static JsonNode failure(byte[] text) {
		Failure failure = EventWorld.of(ColumnLayout.V1).transform(text).failure();
		return MAPPER.readTree(Objects.requireNonNull(failure).detail());
	}

	/**
	 * Requires that the row of an event without entities has its scalars.
	 */
	private static void requireSameRow(Event event, JsonNode expected, byte[] text) {
		SnowplowProperties properties = EventWorld.properties(ColumnLayout.V1, expected.has("truncate"));
		EventWorld.Outcome outcome = EventWorld.of(properties).transform(text);
		Failure failure = outcome.failure();
		if (failure != null) {
			assertThat(failure.reason()).isIn(Reason.UNKNOWN_SCHEMA, Reason.OUT_OF_RANGE);
			return;
		}
		ObjectNode row = outcome.row().deepCopy();
		row.remove(AtomicColumns.LOAD_TSTAMP);
		ObjectNode scalars = EventJson.object();
		for (int i = 0; i < EventLine.COLUMNS; i++) {
			AtomicColumn column = AtomicColumns.all().get(i);
			if (column.isLoaded() && event.value(i) instanceof Instant instant) {
				scalars.put(column.name(), EventWorld.micros(instant));
			}
			else if (column.isLoaded()) {
				Event.putScalar(scalars, column.name(), event.value(i));
			}
		}
		assertThat(withoutNulls(scalars).toString()).isEqualTo(withoutNulls(row).toString());
	}

	private static ObjectNode withoutNulls(ObjectNode json) {
		ObjectNode left = json.deepCopy();
		json.properties().forEach((member) -> {
			if (member.getValue().isNull() || (member.getValue().isObject() && member.getValue().isEmpty())) {
				left.remove(member.getKey());
			}
		});
		return left;
	}

	/**
	 * An error without those messages that each JSON parser words its own way.
	 */
	private static JsonNode withoutFreeMessages(JsonNode error, JsonNode expected) {
		JsonNode copy = error.deepCopy();
		JsonNode keys = expected.path("messageIsParserSpecific");
		copy.path("errors").forEach((each) -> keys.forEach((key) -> {
			if (key.equals(each.get("key"))) {
				((ObjectNode) each).remove("message");
			}
		}));
		return copy;
	}

}
