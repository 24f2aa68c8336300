package dev.sluice.emulator.ingest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.sluice.emulator.catalog.Field;
import dev.sluice.emulator.catalog.FieldType;
import dev.sluice.emulator.catalog.Mode;
import org.jspecify.annotations.Nullable;

/**
 * Columns guessed from rows.
 *
 * As BigQuery does, a value decides for a type, other values widen it, and what cannot be
 * reconciled is a STRING.
 */
final class Autodetect {

	/** How many rows BigQuery looks at. */
	static final int ROWS = 500;

	private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

	private static final Pattern TIMESTAMP = Pattern
		.compile("\\d{4}-\\d{2}-\\d{2}[T ]\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?( ?UTC|Z|[+-]\\d{2}:?\\d{2})");

	private static final Pattern INTEGER = Pattern.compile("-?\\d{1,18}");

	private final Map<String, Guess> guesses = new LinkedHashMap<>();

	void add(JsonObject row) {
		for (Map.Entry<String, JsonElement> entry : row.entrySet()) {
			this.guesses.computeIfAbsent(entry.getKey(), (name) -> new Guess()).add(entry.getValue());
		}
	}

	/**
	 * Returns the columns in the order in which they were first seen.
	 */
	List<Field> fields() {
		List<Field> fields = new ArrayList<>();
		this.guesses.forEach((name, guess) -> {
			String clean = name.replaceAll("[^\\p{L}\\p{N}_]", "_");
			fields.add(guess.field(Character.isDigit(clean.charAt(0)) ? '_' + clean : clean));
		});
		return fields;
	}

	/**
	 * What is known about one column.
	 */
	private static final class Guess {

		private boolean repeated;

		private @Nullable FieldType type;

		private final Autodetect members = new Autodetect();

		private void add(JsonElement value) {
			if (value instanceof JsonArray array) {
				this.repeated = true;
				array.forEach(this::add);
			}
			else if (value instanceof JsonObject object) {
				widen(FieldType.RECORD);
				this.members.add(object);
			}
			else if (value instanceof JsonPrimitive primitive) {
				widen(of(primitive));
			}
		}

		private void widen(FieldType found) {
			boolean numbers = isNumber(this.type) && isNumber(found);
			if (this.type == null || (numbers && found == FieldType.FLOAT)) {
				this.type = found;
			}
			else if (this.type != found && !numbers) {
				this.type = FieldType.STRING;
			}
		}

		private static boolean isNumber(@Nullable FieldType type) {
			return type == FieldType.INTEGER || type == FieldType.FLOAT;
		}

		private static FieldType of(JsonPrimitive value) {
			String text = value.getAsString();
			if (value.isBoolean()) {
				return FieldType.BOOLEAN;
			}
			if (value.isNumber()) {
				return INTEGER.matcher(text).matches() ? FieldType.INTEGER : FieldType.FLOAT;
			}
			if (DATE.matcher(text).matches()) {
				return FieldType.DATE;
			}
			return TIMESTAMP.matcher(text).matches() ? FieldType.TIMESTAMP : FieldType.STRING;
		}

		private Field field(String name) {
			Mode mode = this.repeated ? Mode.REPEATED : Mode.NULLABLE;
			return (this.type == FieldType.RECORD && !this.members.guesses.isEmpty())
					? Field.record(name, mode, this.members.fields()) : Field.of(name,
							(this.type != null && this.type != FieldType.RECORD) ? this.type : FieldType.STRING, mode);
		}

	}

}
