package dev.sluice.fuzz;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

import dev.sluice.table.Column;
import dev.sluice.table.ColumnType;
import dev.sluice.table.TableSchema;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Cases as files of JSON: BigQuery's form of a schema, settings, and records as text or,
 * where they are not UTF-8, as base64.
 */
final class CaseFile {

	private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

	private CaseFile() {
	}

	static String write(FuzzCase fuzzCase) {
		ObjectNode file = JSON.createObjectNode();
		file.set("schema", columns(fuzzCase.schema().columns()));
		file.set("settings", JSON.valueToTree(fuzzCase.settings()));
		ArrayNode records = file.putArray("records");
		for (byte[] record : fuzzCase.records()) {
			try {
				records.add(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(record)).toString());
			}
			catch (CharacterCodingException ex) {
				records.addObject().put("base64", Base64.getEncoder().encodeToString(record));
			}
		}
		return JSON.writeValueAsString(file) + "\n";
	}

	static FuzzCase read(String text) {
		JsonNode file = JSON.readTree(text);
		List<byte[]> records = new ArrayList<>();
		for (JsonNode record : file.get("records")) {
			records.add(record.isString() ? record.stringValue().getBytes(StandardCharsets.UTF_8)
					: Base64.getDecoder().decode(record.get("base64").stringValue()));
		}
		JsonNode settings = file.get("settings");
		return new FuzzCase(new TableSchema(columns(file.get("schema"))),
				(settings != null) ? JSON.treeToValue(settings, Settings.class) : Settings.DEFAULTS, records);
	}

	private static ArrayNode columns(List<Column> columns) {
		ArrayNode fields = JSON.createArrayNode();
		for (Column column : columns) {
			ObjectNode field = fields.addObject().put("name", column.name()).put("type", column.type().kind().name());
			if (column.mode() != Column.Mode.NULLABLE) {
				field.put("mode", column.mode().name());
			}
			if (column.defaultExpression() != null) {
				field.put("defaultValueExpression", column.defaultExpression());
			}
			parameters(column.type(), field);
		}
		return fields;
	}

	private static void parameters(ColumnType type, ObjectNode field) {
		if (type instanceof ColumnType.Sized sized && sized.maxLength() != null) {
			field.put("maxLength", sized.maxLength());
		}
		if (type instanceof ColumnType.Decimal decimal && decimal.precision() != null) {
			field.put("precision", decimal.precision());
			if (decimal.scale() != null) {
				field.put("scale", decimal.scale());
			}
		}
		if (type instanceof ColumnType.Range range) {
			field.putObject("rangeElementType").put("type", range.element().kind().name());
		}
		if (type instanceof ColumnType.Struct struct) {
			field.set("fields", columns(struct.columns()));
		}
	}

	private static List<Column> columns(JsonNode fields) {
		List<Column> columns = new ArrayList<>();
		for (JsonNode field : fields) {
			Column.Mode mode = Column.Mode.valueOf(field.path("mode").asString("NULLABLE"));
			columns.add(new Column(field.get("name").stringValue(), type(field), mode,
					field.hasNonNull("defaultValueExpression") ? field.get("defaultValueExpression").stringValue()
							: null,
					null));
		}
		return columns;
	}

	private static ColumnType type(JsonNode field) {
		ColumnType.Kind kind = ColumnType.Kind.valueOf(field.get("type").stringValue());
		return switch (kind) {
			case STRUCT -> new ColumnType.Struct(columns(field.get("fields")));
			case RANGE -> new ColumnType.Range(type(field.get("rangeElementType")));
			case STRING, BYTES ->
				new ColumnType.Sized(kind, field.has("maxLength") ? field.get("maxLength").longValue() : null);
			case NUMERIC, BIGNUMERIC ->
				new ColumnType.Decimal(kind, field.has("precision") ? field.get("precision").intValue() : null,
						field.has("scale") ? field.get("scale").intValue() : null);
			default -> new ColumnType.Simple(kind);
		};
	}

}
