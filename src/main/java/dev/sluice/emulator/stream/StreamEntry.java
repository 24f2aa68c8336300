package dev.sluice.emulator.stream;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

/**
 * Something that happened to streams, as the journal keeps it.
 *
 * @param event what happened
 * @param streams the names of the streams
 * @param at when
 * @param type of a stream that was created, otherwise empty
 * @param number the table's incarnation if created, how many rows are flushed if flushed
 */
record StreamEntry(Event event, List<String> streams, Instant at, String type, long number) {

	enum Event {

		CREATED, FLUSHED, FINALIZED, COMMITTED

	}

	static StreamEntry of(Event event, String stream, Instant at, long number) {
		return new StreamEntry(event, List.of(stream), at, "", number);
	}

	String write() {
		JsonObject json = new JsonObject();
		json.addProperty("event", this.event.name());
		JsonArray names = new JsonArray();
		this.streams.forEach(names::add);
		json.add("streams", names);
		json.addProperty("at", this.at.toString());
		json.addProperty("type", this.type);
		json.addProperty("number", this.number);
		return json.toString();
	}

	static StreamEntry read(String text) {
		JsonObject json = JsonParser.parseString(text).getAsJsonObject();
		List<String> streams = new ArrayList<>();
		json.getAsJsonArray("streams").forEach((name) -> streams.add(name.getAsString()));
		return new StreamEntry(Event.valueOf(json.get("event").getAsString()), streams,
				Instant.parse(json.get("at").getAsString()), json.get("type").getAsString(),
				json.get("number").getAsLong());
	}

}
