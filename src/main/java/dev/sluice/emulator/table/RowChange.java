package dev.sluice.emulator.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

/**
 * A change of what a table shows, as the journal keeps it; it happens as a whole.
 *
 * @param incarnation the table
 * @param created files that are new
 * @param shown how many rows of a file can be seen from now on
 * @param deleted rows of a file that are gone: pairs of the first and the one after the
 * last
 */
record RowChange(long incarnation, List<String> created, Map<String, Long> shown, Map<String, long[]> deleted) {

	static RowChange created(long incarnation, String file) {
		return new RowChange(incarnation, List.of(file), Map.of(), Map.of());
	}

	static RowChange shown(long incarnation, String file, long rows) {
		return new RowChange(incarnation, List.of(), Map.of(file, rows), Map.of());
	}

	static RowChange deleted(long incarnation, Map<String, long[]> deleted) {
		return new RowChange(incarnation, List.of(), Map.of(), deleted);
	}

	String write() {
		JsonObject json = new JsonObject();
		json.addProperty("incarnation", this.incarnation);
		JsonArray files = new JsonArray();
		this.created.forEach(files::add);
		json.add("created", files);
		JsonObject counts = new JsonObject();
		this.shown.forEach(counts::addProperty);
		json.add("shown", counts);
		JsonObject gone = new JsonObject();
		this.deleted.forEach((file, ranges) -> {
			JsonArray array = new JsonArray();
			for (long end : ranges) {
				array.add(end);
			}
			gone.add(file, array);
		});
		json.add("deleted", gone);
		return json.toString();
	}

	static RowChange read(String text) {
		JsonObject json = JsonParser.parseString(text).getAsJsonObject();
		List<String> created = new ArrayList<>();
		json.getAsJsonArray("created").forEach((file) -> created.add(file.getAsString()));
		Map<String, Long> shown = new HashMap<>();
		json.getAsJsonObject("shown")
			.entrySet()
			.forEach((entry) -> shown.put(entry.getKey(), entry.getValue().getAsLong()));
		Map<String, long[]> deleted = new HashMap<>();
		json.getAsJsonObject("deleted").entrySet().forEach((entry) -> {
			JsonArray array = entry.getValue().getAsJsonArray();
			long[] ranges = new long[array.size()];
			for (int i = 0; i < ranges.length; i++) {
				ranges[i] = array.get(i).getAsLong();
			}
			deleted.put(entry.getKey(), ranges);
		});
		return new RowChange(json.get("incarnation").getAsLong(), created, shown, deleted);
	}

}
