package dev.sluice.emulator.fault;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
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

	private static final List<Class<? extends Effect>> EFFECTS = List.of(Effect.Fail.class, Effect.Abort.class,
			Effect.Drop.class, Effect.Delay.class, Effect.Hold.class, Effect.GoAway.class, Effect.RefuseRows.class,
			Effect.Lag.class);

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
		Class<? extends Effect> effect = EFFECTS.stream()
			.filter((candidate) -> name(candidate).equals(type))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("the type of an effect must be one of "
					+ EFFECTS.stream().map(FaultJson::name).collect(Collectors.joining(", "))));
		return GSON.fromJson(json, effect);
	}

	private static String name(Class<? extends Effect> effect) {
		String name = effect.getSimpleName();
		return Character.toLowerCase(name.charAt(0)) + name.substring(1);
	}

	/**
	 * Writes a fault so that {@link #read(JsonObject)} returns its equal.
	 */
	public static JsonObject write(Fault fault) {
		JsonObject json = new JsonObject();
		json.addProperty("operation", fault.operation());
		json.addProperty("resource", fault.resource());
		json.addProperty("moment", fault.moment().name());
		json.add("trigger", GSON.toJsonTree(fault.trigger()));
		JsonObject effect = GSON.toJsonTree(fault.effect()).getAsJsonObject();
		effect.addProperty("type", name(fault.effect().getClass()));
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
	 * Changes settings by their names: all of them, or none if one is wrong.
	 * @throws IllegalArgumentException if there is no such setting or a value is none
	 */
	public static void apply(Behavior behavior, JsonObject json) {
		List<Runnable> changes = json.entrySet().stream().map((entry) -> change(behavior, entry)).toList();
		changes.forEach(Runnable::run);
	}

	private static Runnable change(Behavior behavior, Map.Entry<String, JsonElement> entry) {
		Setting<?> setting = Setting.find(entry.getKey())
			.orElseThrow(() -> new IllegalArgumentException("no such setting: " + entry.getKey()));
		return change(behavior, setting, entry.getValue());
	}

	private static <T> Runnable change(Behavior behavior, Setting<T> setting, JsonElement json) {
		try {
			T value = setting.parse(json.getAsString());
			return () -> behavior.set(setting, value);
		}
		catch (RuntimeException ex) {
			throw new IllegalArgumentException("not a value of " + setting + ": " + json, ex);
		}
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
