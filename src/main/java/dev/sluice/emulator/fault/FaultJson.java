package dev.sluice.emulator.fault;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import org.jspecify.annotations.Nullable;

/**
 * Faults as JSON, for those who script them from outside.
 *
 * A fault has {@code operation}, {@code resource}, {@code moment}, {@code trigger} and
 * {@code effect}; all but the effect may be left out. A trigger has the components of
 * {@link Trigger}, or {@code nth} alone. An effect has a {@code type}, the name of its
 * record with a small first letter, and the record's components. Durations are in ISO
 * 8601 form, such as {@code PT2S}.
 */
public final class FaultJson {

	private static final Map<String, Class<? extends Effect>> TYPES = Map.of("fail", Effect.Fail.class, "abort",
			Effect.Abort.class, "drop", Effect.Drop.class, "delay", Effect.Delay.class, "hold", Effect.Hold.class,
			"goAway", Effect.GoAway.class, "refuseRows", Effect.RefuseRows.class, "lag", Effect.Lag.class);

	private static final Gson GSON = new GsonBuilder()
		.registerTypeAdapter(Duration.class, new DurationAdapter().nullSafe())
		.create();

	private FaultJson() {
	}

	/**
	 * Reads a fault.
	 * @throws IllegalArgumentException if it is none
	 */
	public static Fault read(JsonObject json) {
		try {
			return new Fault(GSON.fromJson(json.get("operation"), String.class),
					GSON.fromJson(json.get("resource"), String.class), moment(json),
					trigger(json.getAsJsonObject("trigger")), effect(json.getAsJsonObject("effect")));
		}
		catch (JsonParseException | ClassCastException | IllegalStateException | DateTimeException ex) {
			throw new IllegalArgumentException("not a fault: " + ex.getMessage(), ex);
		}
	}

	private static Trigger trigger(@Nullable JsonObject json) {
		if (json == null) {
			return Trigger.ALWAYS;
		}
		return json.has("nth") ? Trigger.nth(json.get("nth").getAsInt()) : GSON.fromJson(json, Trigger.class);
	}

	private static Moment moment(JsonObject json) {
		return !json.has("moment") ? Moment.BEFORE
				: Moment.valueOf(json.get("moment").getAsString().toUpperCase(Locale.ROOT));
	}

	private static Effect effect(@Nullable JsonObject json) {
		String type = (json != null && json.has("type")) ? json.get("type").getAsString() : "";
		Class<? extends Effect> effect = TYPES.get(type);
		if (effect == null) {
			throw new IllegalArgumentException("an effect's type is one of " + TYPES.keySet());
		}
		return GSON.fromJson(json, effect);
	}

	public static JsonObject write(Fault fault) {
		JsonObject json = new JsonObject();
		json.addProperty("operation", fault.operation());
		json.addProperty("resource", fault.resource());
		json.addProperty("moment", fault.moment().name());
		json.add("trigger", GSON.toJsonTree(fault.trigger()));
		JsonObject effect = GSON.toJsonTree(fault.effect()).getAsJsonObject();
		String name = fault.effect().getClass().getSimpleName();
		effect.addProperty("type", Character.toLowerCase(name.charAt(0)) + name.substring(1));
		json.add("effect", effect);
		return json;
	}

	/**
	 * Writes a fault in force: with its {@code id}, how many calls it struck and how many
	 * it holds.
	 */
	public static JsonObject write(ScriptedFault scripted) {
		JsonObject json = write(scripted.fault());
		json.addProperty("id", scripted.id());
		json.addProperty("hits", scripted.hits());
		json.addProperty("holding", scripted.holding());
		return json;
	}

	/**
	 * Writes the settings as they are now.
	 */
	public static JsonObject write(Behavior behavior) {
		JsonObject json = new JsonObject();
		Setting.all().forEach((setting) -> json.addProperty(setting.name(), behavior.get(setting).toString()));
		return json;
	}

	/**
	 * Changes settings by their names.
	 * @throws IllegalArgumentException if there is no such setting or a value is none;
	 * settings before it are changed
	 */
	public static void apply(Behavior behavior, JsonObject json) {
		json.entrySet().forEach((entry) -> {
			Setting<?> setting = Setting.find(entry.getKey())
				.orElseThrow(() -> new IllegalArgumentException("no such setting: " + entry.getKey()));
			try {
				behavior.parse(setting, entry.getValue().getAsString());
			}
			catch (RuntimeException ex) {
				throw new IllegalArgumentException("not a value of " + setting + ": " + entry.getValue(), ex);
			}
		});
	}

	private static final class DurationAdapter extends TypeAdapter<Duration> {

		@Override
		public void write(JsonWriter out, Duration value) throws IOException {
			out.value(value.toString());
		}

		@Override
		public Duration read(JsonReader in) throws IOException {
			return Duration.parse(in.nextString());
		}

	}

}
