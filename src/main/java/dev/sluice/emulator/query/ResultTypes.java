package dev.sluice.emulator.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

import com.google.gson.JsonObject;
import dev.sluice.emulator.catalog.Field;
import dev.sluice.emulator.catalog.Field.Limits;
import dev.sluice.emulator.catalog.FieldType;
import dev.sluice.emulator.catalog.Mode;
import dev.sluice.emulator.duckdb.DuckTypes;

/**
 * The types of columns that DuckDB gives, as BigQuery's.
 */
final class ResultTypes {

	private static final String TUPLE = "TUPLE(";

	private static final String STRUCT = "STRUCT(";

	private ResultTypes() {
	}

	/**
	 * Returns the column of a DuckDB type.
	 * @param name its name
	 * @param type the type as {@code DESCRIBE} shows it
	 */
	static Field field(String name, String type) {
		if (type.endsWith("[]")) {
			Field element = field(name, type.substring(0, type.length() - 2));
			return new Field(name, element.type(), Mode.REPEATED, element.fields(), Limits.NONE, null,
					element.rangeElement(), new JsonObject());
		}
		return switch (type) {
			case DuckTypes.BIGNUMERIC -> Field.of(name, FieldType.BIGNUMERIC);
			case DuckTypes.GEOGRAPHY -> Field.of(name, FieldType.GEOGRAPHY);
			case "INTERVAL" -> Field.of(name, FieldType.INTERVAL);
			default ->
				(type.startsWith(STRUCT) || type.startsWith(TUPLE)) ? struct(name, type) : Field.of(name, scalar(type));
		};
	}

	private static Field struct(String name, String type) {
		boolean named = type.startsWith(STRUCT);
		List<Field> fields = new ArrayList<>();
		for (String member : members(type.substring(type.indexOf('(') + 1, type.length() - 1))) {
			int end = named ? nameEnd(member) : 0;
			String memberName = named ? unquote(member.substring(0, end)) : "_field_" + (fields.size() + 1);
			fields.add(field(memberName, member.substring(end).strip()));
		}
		boolean range = fields.size() == 2 && fields.get(0).name().equals(DuckTypes.RANGE_START)
				&& fields.get(1).name().equals(DuckTypes.RANGE_END);
		if (range) {
			FieldType rangeElement = fields.get(0).type();
			return new Field(name, FieldType.RANGE, Mode.NULLABLE, List.of(), Limits.NONE, null, rangeElement,
					new JsonObject());
		}
		return Field.record(name, Mode.NULLABLE, fields);
	}

	private static List<String> members(String text) {
		List<String> members = new ArrayList<>();
		int depth = 0;
		boolean quoted = false;
		int start = 0;
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			quoted ^= c == '"';
			depth += quoted ? 0 : ((c == '(') ? 1 : ((c == ')') ? -1 : 0));
			if (c == ',' && depth == 0 && !quoted) {
				members.add(text.substring(start, i).strip());
				start = i + 1;
			}
		}
		members.add(text.substring(start).strip());
		return members;
	}

	private static int nameEnd(String member) {
		if (!member.startsWith("\"")) {
			return member.indexOf(' ');
		}
		int end = 1;
		while (member.charAt(end) != '"' || member.startsWith("\"\"", end)) {
			end += (member.charAt(end) == '"') ? 2 : 1;
		}
		return end + 1;
	}

	private static String unquote(String name) {
		return name.startsWith("\"") ? name.substring(1, name.length() - 1).replace("\"\"", "\"") : name;
	}

	private static FieldType scalar(String type) {
		if (type.startsWith("DECIMAL")) {
			return FieldType.NUMERIC;
		}
		return switch (type) {
			case "DOUBLE", "FLOAT" -> FieldType.FLOAT;
			case "BOOLEAN" -> FieldType.BOOLEAN;
			case "BLOB" -> FieldType.BYTES;
			case "DATE" -> FieldType.DATE;
			case "TIME" -> FieldType.TIME;
			case "TIMESTAMP" -> FieldType.DATETIME;
			case "TIMESTAMP WITH TIME ZONE" -> FieldType.TIMESTAMP;
			case "JSON" -> FieldType.JSON;
			case "VARCHAR", "UUID" -> FieldType.STRING;
			// what is left are integers, and the type of a lone NULL, which is INT64 in
			// BigQuery
			default -> FieldType.INTEGER;
		};
	}

	/**
	 * Returns the DuckDB type of a column whose scalar values are all texts, but for
	 * bytes.
	 */
	static String texts(Field field) {
		return text(field) + (field.repeated() ? "[]" : "");
	}

	private static String text(Field field) {
		return switch (field.type()) {
			case BYTES -> "BLOB";
			case BIGNUMERIC, GEOGRAPHY -> DuckTypes.of(Field.of(field.name(), field.type()));
			case RANGE -> STRUCT + DuckTypes.RANGE_START + " VARCHAR, " + DuckTypes.RANGE_END + " VARCHAR)";
			case RECORD -> field.fields()
				.stream()
				.map((member) -> DuckTypes.quote(member.name()) + ' ' + texts(member))
				.collect(Collectors.joining(", ", STRUCT, ")"));
			default -> "VARCHAR";
		};
	}

	static Field rangeEnd(Field range) {
		return Field.of(range.name(), Objects.requireNonNull(range.rangeElement()));
	}

}
