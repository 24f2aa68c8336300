package dev.sluice.emulator.rest;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.sluice.emulator.call.ApiError;
import dev.sluice.emulator.fault.Effect;
import dev.sluice.emulator.fault.Fault;
import dev.sluice.emulator.fault.Moment;
import dev.sluice.emulator.fault.ScriptedFault;
import dev.sluice.emulator.fault.Trigger;
import org.jspecify.annotations.Nullable;

/**
 * Faults as JSON.
 */
final class FaultJson {

	private static final List<String> EFFECTS = List.of("fail", "abort", "drop", "delay", "hold", "goAway",
			"refuseRows", "lag");

	private FaultJson() {
	}

	/**
	 * Reads a fault.
	 * @throws ApiError if it is not one
	 */
	static Fault read(JsonObject json) {
		try {
			JsonObject trigger = json.getAsJsonObject("trigger");
			Moment moment = Moment.valueOf(text(json, "moment", "BEFORE").toUpperCase(Locale.ROOT));
			return new Fault(text(json, "operation", "*"), text(json, "resource", "*"), moment,
					(trigger != null) ? trigger(trigger) : Trigger.ALWAYS, effect(json.getAsJsonObject("effect")));
		}
		catch (ClassCastException | IllegalArgumentException | IllegalStateException | DateTimeException ex) {
			throw ApiError.invalid("Not a fault: " + ex.getMessage());
		}
	}

	private static Trigger trigger(JsonObject json) {
		if (json.has("nth")) {
			return Trigger.nth(json.get("nth").getAsInt());
		}
		return new Trigger(number(json, "skip"), number(json, "times"), number(json, "every"),
				json.has("probability") ? json.get("probability").getAsDouble() : 1,
				json.has("seed") ? json.get("seed").getAsLong() : 0);
	}

	private static Effect effect(@Nullable JsonObject json) {
		String type = (json != null) ? text(json, "type", "") : "";
		if (json == null || !EFFECTS.contains(type)) {
			throw new IllegalArgumentException("the effect's type must be one of " + String.join(", ", EFFECTS));
		}
		return switch (type) {
			case "fail" -> new Effect.Fail(text(json, "status", "INTERNAL"), text(json, "message", "Injected fault."),
					json.has("reason") ? json.get("reason").getAsString() : null, number(json, "httpStatus"),
					number(json, "storageError"));
			case "abort" ->
				new Effect.Abort(text(json, "status", "UNAVAILABLE"), text(json, "message", "Injected fault."));
			case "drop" -> new Effect.Drop();
			case "delay" -> new Effect.Delay(Duration.parse(text(json, "least", "PT0S")),
					Duration.parse(text(json, "jitter", "PT0S")));
			case "hold" -> new Effect.Hold();
			case "goAway" -> new Effect.GoAway();
			case "lag" -> new Effect.Lag(Duration.parse(text(json, "by", "PT0S")));
			default -> new Effect.RefuseRows(numbers(json, "rows"), number(json, "every"),
					text(json, "message", "Refused by a fault."), number(json, "listed"));
		};
	}

	/**
	 * Writes a fault in force with what it has done.
	 */
	static JsonObject write(ScriptedFault scripted) {
		Fault fault = scripted.fault();
		JsonObject json = new JsonObject();
		json.addProperty("id", scripted.id());
		json.addProperty("operation", fault.operation());
		json.addProperty("resource", fault.resource());
		json.addProperty("moment", fault.moment().name());
		json.addProperty("effect", fault.effect().toString());
		json.addProperty("hits", scripted.hits());
		json.addProperty("holding", scripted.holding());
		return json;
	}

	private static String text(JsonObject json, String property, String standard) {
		JsonElement value = json.get(property);
		return (value != null && !value.isJsonNull()) ? value.getAsString() : standard;
	}

	private static int number(JsonObject json, String property) {
		JsonElement value = json.get(property);
		return (value != null && !value.isJsonNull()) ? value.getAsInt() : 0;
	}

	private static List<Integer> numbers(JsonObject json, String property) {
		List<Integer> numbers = new ArrayList<>();
		JsonArray array = json.getAsJsonArray(property);
		if (array != null) {
			array.forEach((value) -> numbers.add(value.getAsInt()));
		}
		return numbers;
	}

}
