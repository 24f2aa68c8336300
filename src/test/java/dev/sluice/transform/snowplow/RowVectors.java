package dev.sluice.transform.snowplow;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import dev.sluice.conformance.Results;
import dev.sluice.conformance.Rules;
import dev.sluice.conformance.VectorGroup;
import dev.sluice.record.Failure;
import dev.sluice.schema.snowplow.AtomicColumns;
import dev.sluice.schema.snowplow.ColumnLayout;
import dev.sluice.schema.snowplow.EntityRules;
import dev.sluice.table.Column;
import dev.sluice.table.ColumnType;
import dev.sluice.table.RowLayout;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Events before a table, and the rows, columns and bad rows that they become in both
 * layouts.
 */
public final class RowVectors implements VectorGroup {

	@Override
	public String name() {
		return "rows";
	}

	@Override
	public String path() {
		return "rows";
	}

	@Override
	public void check(Path directory, Rules rules, Results results) throws Exception {
		List<Path> cases;
		try (Stream<Path> files = Files.list(directory)) {
			cases = files.sorted().toList();
		}
		for (Path file : cases) {
			JsonNode expected = EnrichedVectors.MAPPER.readTree(Files.readString(file));
			EntityRules entityRules = (rules == Rules.PARITY) ? EntityRules.PARITY : EntityRules.SLUICE;
			for (ColumnLayout layout : ColumnLayout.values()) {
				JsonNode wanted = expected.get(layout.name().toLowerCase(Locale.ROOT));
				if (wanted != null) {
					EventWorld world = world(directory, expected, layout, entityRules);
					List<EventWorld.Outcome> outcomes = transform(expected, layout, world);
					String name = expected.get("name").stringValue() + " " + layout;
					results.check(name, wanted(wanted, layout, world.layout()),
							() -> given(wanted, layout, outcomes, world));
				}
			}
		}
	}

	private static EventWorld world(Path directory, JsonNode expected, ColumnLayout layout, EntityRules rules)
			throws Exception {
		EventWorld world = EventWorld
			.of(EventWorld.properties(layout, texts(expected, "skipSchemas"), texts(expected, "legacyColumns"), rules));
		for (var schema : expected.get("schemas").properties()) {
			JsonNode document = schema.getValue();
			if (document.has("file")) {
				Path file = directory.resolve(document.get("file").stringValue());
				document = EnrichedVectors.MAPPER.readTree(Files.readString(file));
			}
			world.schemas().put(schema.getKey(), document);
		}
		return world;
	}

	private static List<String> texts(JsonNode expected, String name) {
		List<String> texts = new ArrayList<>();
		expected.path(name).forEach((text) -> texts.add(text.stringValue()));
		return texts;
	}

	/** Twice, since columns depend on all events of a batch. */
	private static List<EventWorld.Outcome> transform(JsonNode expected, ColumnLayout layout, EventWorld world) {
		expected.get("tsvs").forEach((line) -> world.transform(line.stringValue()));
		world.dropTable(layout);
		List<EventWorld.Outcome> outcomes = new ArrayList<>();
		expected.get("tsvs").forEach((line) -> outcomes.add(world.transform(line.stringValue())));
		return outcomes;
	}

	private static ObjectNode wanted(JsonNode wanted, ColumnLayout layout, RowLayout table) {
		ObjectNode comparable = EventJson.object();
		ArrayNode rows = comparable.putArray("rows");
		JsonNode events = (layout == ColumnLayout.V1) ? wanted : wanted.get("rows");
		events.forEach((event) -> {
			if (event.has("row")) {
				rows.add(values((ObjectNode) event.get("row"), table));
			}
			else {
				rows.add(event.get("badRow"));
			}
		});
		if (layout == ColumnLayout.V2) {
			comparable.set("columns", byName(wanted.get("columns")));
		}
		return comparable;
	}

	private static ObjectNode given(JsonNode wanted, ColumnLayout layout, List<EventWorld.Outcome> outcomes,
			EventWorld world) {
		ObjectNode comparable = EventJson.object();
		ArrayNode rows = comparable.putArray("rows");
		JsonNode events = (layout == ColumnLayout.V1) ? wanted : wanted.get("rows");
		for (int i = 0; i < outcomes.size(); i++) {
			EventWorld.Outcome outcome = outcomes.get(i);
			Failure failure = outcome.failure();
			rows.add((failure != null) ? badRow(outcome, failure, events.get(i).get("badRow"))
					: values(outcome.row(), world.layout()));
		}
		if (layout == ColumnLayout.V2) {
			comparable.set("columns", columns(world.asked()));
		}
		return comparable;
	}

	/** As the program would write it that made the case. */
	private static JsonNode badRow(EventWorld.Outcome outcome, Failure failure, @Nullable JsonNode wanted) {
		ObjectNode badRow = (ObjectNode) EnrichedVectors.MAPPER
			.readTree(new SnowplowBadRows("bad-rows", "sluice", "1.0.0", 1_000_000).badRow(outcome.value(), failure,
					EventWorld.NOW));
		if (wanted != null) {
			((ObjectNode) badRow.get("data")).set("processor", wanted.get("data").get("processor"));
			String schema = badRow.get("schema")
				.stringValue()
				.replace("loader_iglu_error/jsonschema/2-0-1",
						wanted.get("schema").stringValue().replaceFirst(".*badrows/", ""));
			badRow.put("schema", schema);
		}
		return badRow;
	}

	private static ArrayNode columns(List<Column> columns) {
		ArrayNode fields = EventJson.array();
		columns.forEach((column) -> fields.add(field(column)));
		return byName(fields);
	}

	private static ArrayNode byName(JsonNode columns) {
		ArrayNode sorted = EventJson.array();
		columns.valueStream()
			.sorted(Comparator.comparing((column) -> column.get("name").stringValue()))
			.forEach(sorted::add);
		return sorted;
	}

	private static ObjectNode field(Column column) {
		ObjectNode field = EventJson.object();
		field.put("name", column.name()).put("type", column.type().kind().name()).put("mode", column.mode().name());
		if (column.type() instanceof ColumnType.Struct struct) {
			ArrayNode fields = field.putArray("fields");
			struct.columns().forEach((inner) -> fields.add(field(inner)));
		}
		return field;
	}

	/** Nulls and empty lists are the same as no value; times are counts. */
	private static ObjectNode values(ObjectNode row, RowLayout layout) {
		ObjectNode values = EventJson.object();
		row.properties().forEach((member) -> {
			int field = layout.field(member.getKey());
			boolean nothing = member.getValue().isNull()
					|| (member.getValue().isArray() && member.getValue().isEmpty());
			if (!nothing && !member.getKey().equals(AtomicColumns.LOAD_TSTAMP)) {
				values.set(member.getKey(),
						(field != RowLayout.NONE) ? value(member.getValue(), layout, field) : member.getValue());
			}
		});
		return values;
	}

	private static JsonNode value(JsonNode value, RowLayout layout, int field) {
		if (value.isArray()) {
			ArrayNode elements = EventJson.array();
			value.forEach((element) -> elements.add(value(element, layout, field)));
			return elements;
		}
		return switch (layout.kind(field)) {
			case STRUCT -> values((ObjectNode) value, layout.nested(field));
			case TIMESTAMP -> value.isString()
					? EventJson.object().numberNode(EventWorld.micros(Instant.parse(value.stringValue()))) : value;
			case DATE -> value.isString()
					? EventJson.object().numberNode(LocalDate.parse(value.stringValue()).toEpochDay()) : value;
			default -> value;
		};
	}

}
