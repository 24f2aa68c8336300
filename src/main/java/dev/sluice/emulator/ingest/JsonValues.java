package dev.sluice.emulator.ingest;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.sluice.emulator.catalog.Field;
import dev.sluice.emulator.catalog.FieldType;
import dev.sluice.emulator.row.BadValueException;
import dev.sluice.emulator.row.Literals;
import dev.sluice.emulator.row.RangeValue;
import org.jspecify.annotations.Nullable;

/**
 * Reads scalar values of JSON as the types of their columns.
 */
final class JsonValues {

	private static final Map<FieldType, String> TYPE_WORDS = Map.of(FieldType.INTEGER, "integer", FieldType.FLOAT,
			"floating point");

	private static final BigDecimal MICROS = BigDecimal.valueOf(1_000_000);

	private final Wording wording;

	JsonValues(Wording wording) {
		this.wording = wording;
	}

	/**
	 * Reads a value.
	 * @return the value as {@link dev.sluice.emulator.row.RowEncoder} takes it
	 * @throws BadRowException if it is no value of the field's type
	 */
	Object read(Field field, JsonElement json, String path) {
		if (field.type() == FieldType.JSON) {
			return json(json, path);
		}
		if (field.type() == FieldType.RANGE) {
			return range(field, json, path);
		}
		if (json.isJsonArray()) {
			throw new BadRowException(path, "Array specified for non-repeated field: " + path + '.', false);
		}
		if (json.isJsonObject()) {
			throw new BadRowException(path, "This field: " + path + " is not a record.", false);
		}
		try {
			return scalar(field.type(), json.getAsJsonPrimitive());
		}
		catch (IllegalArgumentException | ArithmeticException | BadValueException ex) {
			throw bad(field.type(), path, json.getAsString());
		}
	}

	private BadRowException bad(FieldType type, String path, String value) {
		if (type == FieldType.TIMESTAMP) {
			return new BadRowException(path, "Could not parse '" + value
					+ "' as a timestamp. Required format is YYYY-MM-DD HH:MM[:SS[.SSSSSS]] or YYYY/MM/DD HH:MM[:SS[.SSSSSS]]",
					false);
		}
		String word = TYPE_WORDS.getOrDefault(type, type.name().toLowerCase(Locale.ROOT));
		return new BadRowException(path, this.wording.cannotConvert(word, path, value), false);
	}

	private static Object scalar(FieldType type, JsonPrimitive json) {
		String text = json.getAsString();
		return switch (type) {
			case INTEGER -> integer(json, text);
			case BYTES -> Base64.getMimeDecoder().decode(text.replace('-', '+').replace('_', '/'));
			case TIMESTAMP -> timestamp(text);
			case BOOLEAN -> bool(json, text);
			case STRING, GEOGRAPHY -> text;
			default -> Literals.parse(type, text);
		};
	}

	private static Object integer(JsonPrimitive json, String text) {
		if (json.isBoolean()) {
			throw new NumberFormatException(text);
		}
		BigInteger value = new BigDecimal(text.strip()).toBigIntegerExact();
		return value.longValueExact();
	}

	private static Object bool(JsonPrimitive json, String text) {
		if (json.isNumber()) {
			return new BigDecimal(text).signum() != 0;
		}
		return Literals.parse(FieldType.BOOLEAN, text);
	}

	private static Instant timestamp(String text) {
		try {
			BigDecimal micros = new BigDecimal(text.strip()).multiply(MICROS).setScale(0, RoundingMode.HALF_UP);
			return Instant.EPOCH.plus(micros.longValueExact(), ChronoUnit.MICROS);
		}
		catch (NumberFormatException ex) {
			return (Instant) Literals.parse(FieldType.TIMESTAMP, text.replace('/', '-'));
		}
	}

	private Object json(JsonElement json, String path) {
		if (this.wording == Wording.LOAD) {
			return json.toString();
		}
		if (!json.isJsonPrimitive()) {
			throw new BadRowException(path, json.isJsonArray() ? "Array specified for non-repeated field: " + path + '.'
					: "This field: " + path + " is not a record.", false);
		}
		return json.getAsString();
	}

	private Object range(Field field, JsonElement json, String path) {
		FieldType element = Objects.requireNonNull(field.rangeElement());
		if (!json.isJsonObject()) {
			throw new BadRowException(path, "This field: " + path + " is not a record.", false);
		}
		JsonObject range = json.getAsJsonObject();
		Field end = Field.of(field.name(), element);
		return new RangeValue(end(end, range.get("start"), path), end(end, range.get("end"), path));
	}

	private @Nullable Object end(Field field, @Nullable JsonElement json, String path) {
		boolean unbounded = json == null || json.isJsonNull()
				|| (json.isJsonPrimitive() && json.getAsString().equalsIgnoreCase("UNBOUNDED"));
		return unbounded ? null : read(field, Objects.requireNonNull(json), path);
	}

}
