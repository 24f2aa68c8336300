package dev.sluice.emulator.catalog;

import java.util.List;
import java.util.Optional;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a table, in order.
 */
public record Schema(List<Field> fields) {

	public static final Schema EMPTY = new Schema(List.of());

	/**
	 * Reads a {@code TableSchema}.
	 * @throws dev.sluice.emulator.call.ApiError {@code invalid} if BigQuery would not
	 * take it
	 */
	public static Schema parse(@Nullable JsonElement schema) {
		if (schema == null || schema.isJsonNull()) {
			return EMPTY;
		}
		return new Schema(Field.list(schema.getAsJsonObject().get("fields")));
	}

	/**
	 * Finds a column regardless of the case of its name.
	 */
	public Optional<Field> find(String name) {
		return find(this.fields, name);
	}

	static Optional<Field> find(List<Field> fields, String name) {
		return fields.stream().filter((field) -> field.name().equalsIgnoreCase(name)).findFirst();
	}

	/**
	 * Returns the {@code TableSchema} as REST answers with it.
	 */
	public JsonObject json() {
		JsonObject json = new JsonObject();
		json.add("fields", Field.json(this.fields));
		return json;
	}

}
