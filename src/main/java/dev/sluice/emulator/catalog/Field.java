package dev.sluice.emulator.catalog;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.sluice.emulator.call.ApiError;
import org.jspecify.annotations.Nullable;

/**
 * A column, or a field inside a record.
 *
 * @param name the name in its given spelling; names are equal regardless of case
 * @param type the type; of the elements if the mode is {@link Mode#REPEATED}
 * @param mode the mode
 * @param fields the fields of a {@link FieldType#RECORD}, otherwise empty
 * @param limits the type's parameters
 * @param defaultValue the expression of the default value
 * @param rangeElement the element type of a {@link FieldType#RANGE}
 * @param other whatever else the resource holds (description, policy tags, collation and
 * so on), passed through
 */
public record Field(String name, FieldType type, Mode mode, List<Field> fields, Limits limits,
		@Nullable String defaultValue, @Nullable FieldType rangeElement, JsonObject other) {

	private static final int MAX_DEPTH = 15;

	public static Field of(String name, FieldType type) {
		return of(name, type, Mode.NULLABLE);
	}

	public static Field of(String name, FieldType type, Mode mode) {
		return new Field(name, type, mode, List.of(), Limits.NONE, null, null, new JsonObject());
	}

	public static Field record(String name, Mode mode, List<Field> fields) {
		return new Field(name, FieldType.RECORD, mode, fields, Limits.NONE, null, null, new JsonObject());
	}

	/**
	 * Reads a list of {@code TableFieldSchema}.
	 * @throws ApiError {@code invalid} if BigQuery would not take it
	 */
	static List<Field> list(@Nullable JsonElement array) {
		return list(array, "", 1);
	}

	private static List<Field> list(@Nullable JsonElement array, String prefix, int depth) {
		List<Field> fields = new ArrayList<>();
		if (array == null || array.isJsonNull()) {
			return fields;
		}
		if (depth > MAX_DEPTH) {
			throw ApiError.invalid("Schema has too many levels of nesting; the maximum is " + MAX_DEPTH + ".");
		}
		Set<String> names = new HashSet<>();
		for (JsonElement element : array.getAsJsonArray()) {
			Field field = parse(element.getAsJsonObject(), prefix, depth);
			if (!names.add(field.name().toLowerCase(Locale.ROOT))) {
				throw ApiError.invalid("Field " + prefix + field.name() + " already exists in schema");
			}
			fields.add(field);
		}
		return List.copyOf(fields);
	}

	private static Field parse(JsonObject json, String prefix, int depth) {
		JsonObject other = json.deepCopy();
		String name = ColumnNames.check(take(other, "name"));
		String path = prefix + name;
		FieldType type = type(take(other, "type"), path);
		Mode mode = mode(take(other, "mode"), path);
		List<Field> fields = list(other.remove("fields"), path + '.', depth + 1);
		if ((type == FieldType.RECORD) == fields.isEmpty()) {
			throw ApiError.invalid(fields.isEmpty() ? "Field " + path + " is type RECORD but has no schema"
					: "Field " + path + " has fields but its type is " + type);
		}
		Limits limits = new Limits(number(take(other, "maxLength")), integer(take(other, "precision")),
				integer(take(other, "scale")));
		return new Field(name, type, mode, fields, limits, take(other, "defaultValueExpression"),
				rangeElement(other.remove("rangeElementType"), type, path), other);
	}

	private static @Nullable String take(JsonObject json, String property) {
		JsonElement value = json.remove(property);
		return (value == null || value.isJsonNull()) ? null : value.getAsString();
	}

	private static @Nullable Long number(@Nullable String value) {
		return (value != null) ? Long.valueOf(value) : null;
	}

	private static @Nullable Integer integer(@Nullable String value) {
		return (value != null) ? Integer.valueOf(value) : null;
	}

	private static FieldType type(@Nullable String name, String path) {
		if (name == null) {
			throw ApiError.required("Type is missing for field " + path);
		}
		return FieldType.parse(name)
			.orElseThrow(() -> ApiError.invalid("Invalid value for type: " + name + " is not a valid value"));
	}

	private static Mode mode(@Nullable String name, String path) {
		if (name == null || name.isEmpty()) {
			return Mode.NULLABLE;
		}
		for (Mode mode : Mode.values()) {
			if (mode.name().equalsIgnoreCase(name)) {
				return mode;
			}
		}
		throw ApiError.invalid("Invalid value for mode: " + name + " is not a valid value (field: " + path + ")");
	}

	private static @Nullable FieldType rangeElement(@Nullable JsonElement element, FieldType type, String path) {
		if (type != FieldType.RANGE) {
			return null;
		}
		FieldType found = (element != null) ? type(take(element.getAsJsonObject().deepCopy(), "type"), path) : null;
		if (found != FieldType.DATE && found != FieldType.DATETIME && found != FieldType.TIMESTAMP) {
			throw ApiError.invalid("Field " + path + " is type RANGE but has no valid element type");
		}
		return found;
	}

	static JsonArray json(List<Field> fields) {
		JsonArray array = new JsonArray();
		fields.forEach((field) -> array.add(field.json()));
		return array;
	}

	/**
	 * Returns the {@code TableFieldSchema} as REST answers with it.
	 */
	public JsonObject json() {
		JsonObject json = new JsonObject();
		json.addProperty("name", this.name);
		json.addProperty("type", this.type.name());
		json.addProperty("mode", this.mode.name());
		if (!this.fields.isEmpty()) {
			json.add("fields", json(this.fields));
		}
		add(json, "maxLength", this.limits.maxLength());
		add(json, "precision", this.limits.precision());
		add(json, "scale", this.limits.scale());
		add(json, "defaultValueExpression", this.defaultValue);
		if (this.rangeElement != null) {
			JsonObject element = new JsonObject();
			element.addProperty("type", this.rangeElement.name());
			json.add("rangeElementType", element);
		}
		this.other.deepCopy().entrySet().forEach((entry) -> json.add(entry.getKey(), entry.getValue()));
		return json;
	}

	private static void add(JsonObject json, String property, @Nullable Object value) {
		if (value != null) {
			json.addProperty(property, value.toString());
		}
	}

	public boolean repeated() {
		return this.mode == Mode.REPEATED;
	}

	public boolean required() {
		return this.mode == Mode.REQUIRED;
	}

	/**
	 * The parameters of a type, such as {@code STRING(10)} or {@code NUMERIC(10, 2)}.
	 */
	public record Limits(@Nullable Long maxLength, @Nullable Integer precision, @Nullable Integer scale) {

		public static final Limits NONE = new Limits(null, null, null);

		@Override
		public String toString() {
			if (this.maxLength != null) {
				return "(" + this.maxLength + ")";
			}
			if (this.precision != null) {
				return "(" + this.precision + ((this.scale != null) ? ", " + this.scale : "") + ")";
			}
			return "";
		}

	}

}
