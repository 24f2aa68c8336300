package dev.sluice.transform.snowplow;

import java.nio.file.Files;
import java.nio.file.Path;

import dev.sluice.conformance.Results;
import dev.sluice.conformance.Rules;
import dev.sluice.conformance.VectorGroup;
import dev.sluice.schema.snowplow.AtomicColumn;
import dev.sluice.schema.snowplow.AtomicColumns;
import dev.sluice.schema.snowplow.ColumnLayout;
import dev.sluice.table.Column;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The columns of enriched events.
 */
public final class AtomicColumnVectors implements VectorGroup {

	@Override
	public String name() {
		return "enriched/atomic_columns";
	}

	@Override
	public String path() {
		return "enriched/atomic_columns.json";
	}

	@Override
	public void check(Path file, Rules rules, Results results) throws Exception {
		for (JsonNode expected : EnrichedVectors.MAPPER.readTree(Files.readString(file))) {
			ObjectNode wanted = (ObjectNode) expected;
			wanted.remove("note");
			if (wanted.get("v2") instanceof ObjectNode field) {
				field.remove("note");
			}
			results.check(wanted.get("name").stringValue(), wanted, () -> given(wanted));
		}
	}

	private static ObjectNode given(JsonNode wanted) {
		AtomicColumn column = AtomicColumns.all().get(wanted.get("index").asInt() - 1);
		ObjectNode given = EventJson.object();
		given.put("index", AtomicColumns.indexOf(column.name()) + 1);
		given.put("name", column.name());
		given.put("tsvType", tsvType(column));
		given.put("required", column.required());
		if (wanted.has("maxLength")) {
			given.put("maxLength", (column.kind() == AtomicColumn.Kind.UUID) ? 36 : column.maxLength());
		}
		if (column.isLoaded()) {
			given.set("v1", field(column.column(ColumnLayout.V1), true));
			given.set("v2", field(column.column(ColumnLayout.V2), false));
		}
		return given;
	}

	private static String tsvType(AtomicColumn column) {
		return switch (column.kind()) {
			case STRING -> "string";
			case UUID -> "uuid";
			case INTEGER -> "int32";
			case DOUBLE, MONEY -> "double";
			case BOOLEAN -> "boolean01";
			case TIMESTAMP -> "timestamp";
			case CONTEXTS -> "contexts_json";
			case UNSTRUCT_EVENT -> "unstruct_json";
		};
	}

	private static ObjectNode field(Column column, boolean legacyNames) {
		String type = column.type().kind().name();
		String name = switch (type) {
			case "INT64" -> "INTEGER";
			case "FLOAT64" -> "FLOAT";
			case "BOOL" -> "BOOLEAN";
			default -> type;
		};
		ObjectNode field = EventJson.object();
		field.put("type", legacyNames ? name : type).put("mode", column.mode().name());
		return field;
	}

}
