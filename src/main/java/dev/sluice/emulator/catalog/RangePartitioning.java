package dev.sluice.emulator.catalog;

import com.google.gson.JsonObject;
import dev.sluice.emulator.call.ApiError;

/**
 * Partitioning by ranges of an integer column: from {@code start}, inclusive, to
 * {@code end}, exclusive, in steps of {@code interval}.
 */
public record RangePartitioning(String field, long start, long end, long interval) {

	static RangePartitioning parse(JsonObject json) {
		JsonObject range = json.getAsJsonObject("range");
		if (range == null || !json.has("field")) {
			throw ApiError.invalid("Range partitioning needs a field and a range.");
		}
		return new RangePartitioning(json.get("field").getAsString(), range.get("start").getAsLong(),
				range.get("end").getAsLong(), range.get("interval").getAsLong());
	}

}
