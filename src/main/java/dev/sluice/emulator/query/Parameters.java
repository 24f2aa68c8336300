package dev.sluice.emulator.query;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.sluice.emulator.call.ApiError;
import dev.sluice.emulator.catalog.Field;
import dev.sluice.emulator.catalog.FieldType;
import dev.sluice.emulator.catalog.Mode;
import dev.sluice.emulator.duckdb.DuckTypes;
import dev.sluice.emulator.sql.Macros;
import dev.sluice.emulator.sql.Quoting;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a query, as DuckDB's literals.
 */
final class Parameters {

	private final Map<String, String> named = new HashMap<>();

	private final List<String> positional = new ArrayList<>();

	/**
	 * Reads a list of {@code QueryParameter}.
	 * @throws ApiError if a type is unknown
	 */
	Parameters(JsonArray parameters) {
		for (JsonElement element : parameters) {
			JsonObject parameter = element.getAsJsonObject();
			String literal = literal(parameter.getAsJsonObject("parameterType"),
					parameter.getAsJsonObject("parameterValue"));
			if (parameter.has("name") && !parameter.get("name").getAsString().isEmpty()) {
				this.named.put(parameter.get("name").getAsString().toLowerCase(Locale.ROOT), literal);
			}
			else {
				this.positional.add(literal);
			}
		}
	}

	@Nullable String named(String name) {
		return this.named.get(name);
	}

	@Nullable String positional(int index) {
		return (index < this.positional.size()) ? this.positional.get(index) : null;
	}

	private static String literal(JsonObject type, @Nullable JsonObject value) {
		String name = type.get("type").getAsString().toUpperCase(Locale.ROOT);
		if (name.equals("ARRAY")) {
			return array(type.getAsJsonObject("arrayType"), value);
		}
		if (name.equals("STRUCT")) {
			return struct(type.getAsJsonArray("structTypes"), value);
		}
		Field field = field("", type);
		JsonElement text = (value != null) ? value.get("value") : null;
		if (text == null || text.isJsonNull()) {
			return "CAST(NULL AS " + DuckTypes.of(field) + ')';
		}
		String quoted = Quoting.text(text.getAsString());
		return switch (field.type()) {
			case BYTES -> "from_base64(" + quoted + ')';
			case BIGNUMERIC -> Macros.bigNumeric(quoted);
			case GEOGRAPHY -> "struct_pack(geography := " + quoted + ')';
			default -> "CAST(" + quoted + " AS " + DuckTypes.of(field) + ')';
		};
	}

	private static String array(JsonObject elementType, @Nullable JsonObject value) {
		List<String> elements = new ArrayList<>();
		JsonElement values = (value != null) ? value.get("arrayValues") : null;
		for (JsonElement element : (values != null && values.isJsonArray()) ? values.getAsJsonArray()
				: new JsonArray()) {
			elements.add(literal(elementType, element.getAsJsonObject()));
		}
		return "CAST([" + String.join(", ", elements) + "] AS " + DuckTypes.of(field("", elementType)) + "[])";
	}

	private static String struct(JsonArray types, @Nullable JsonObject value) {
		JsonObject values = (value != null) ? value.getAsJsonObject("structValues") : null;
		List<String> fields = new ArrayList<>();
		for (JsonElement element : types) {
			JsonObject member = element.getAsJsonObject();
			String name = member.get("name").getAsString();
			JsonObject memberValue = (values != null) ? values.getAsJsonObject(name) : null;
			fields.add(Quoting.identifier(name) + " := " + literal(member.getAsJsonObject("type"), memberValue));
		}
		return "struct_pack(" + String.join(", ", fields) + ')';
	}

	private static Field field(String name, JsonObject type) {
		String typeName = type.get("type").getAsString().toUpperCase(Locale.ROOT);
		if (typeName.equals("STRUCT")) {
			List<Field> members = new ArrayList<>();
			for (JsonElement member : type.getAsJsonArray("structTypes")) {
				members.add(field(member.getAsJsonObject().get("name").getAsString(),
						member.getAsJsonObject().getAsJsonObject("type")));
			}
			return Field.record(name, Mode.NULLABLE, members);
		}
		FieldType found = FieldType.parse(typeName).orElse(FieldType.RANGE);
		if (found == FieldType.RANGE || found == FieldType.RECORD) {
			throw ApiError.invalid("The emulator does not support query parameters of type " + typeName);
		}
		return Field.of(name, found);
	}

}
