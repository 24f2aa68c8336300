package dev.sluice.emulator.catalog;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.sluice.emulator.call.ApiError;
import org.jspecify.annotations.Nullable;

/**
 * Partitioning by time.
 *
 * @param unit how long a partition is
 * @param field the column that decides, or {@code null} for the time of ingestion
 */
public record TimePartitioning(Unit unit, @Nullable String field) {

	/**
	 * The length of a partition.
	 */
	public enum Unit {

		HOUR, DAY, MONTH, YEAR

	}

	static TimePartitioning parse(JsonObject json) {
		String type = json.has("type") ? json.get("type").getAsString() : "";
		JsonElement field = json.get("field");
		for (Unit unit : Unit.values()) {
			if (unit.name().equalsIgnoreCase(type)) {
				return new TimePartitioning(unit, (field != null) ? field.getAsString() : null);
			}
		}
		throw ApiError.invalid("Invalid value for type: " + type + " is not a valid value");
	}

}
