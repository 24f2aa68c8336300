package dev.sluice.emulator.ingest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.sluice.emulator.catalog.Field;
import dev.sluice.emulator.catalog.FieldType;
import dev.sluice.emulator.row.BadValueException;
import dev.sluice.emulator.row.RowEncoder;

/**
 * Encodes rows that come as JSON objects into the columns of one table.
 *
 * Not safe for use by many threads.
 */
final class JsonRows {

	private final List<Field> columns;

	private final RowEncoder encoder;

	private final Wording wording;

	private final boolean ignoreUnknown;

	private final JsonValues values;

	JsonRows(List<Field> columns, Wording wording, boolean ignoreUnknown) {
		this.columns = columns;
		this.encoder = new RowEncoder(columns);
		this.wording = wording;
		this.ignoreUnknown = ignoreUnknown;
		this.values = new JsonValues(wording);
	}

	RowEncoder encoder() {
		return this.encoder;
	}

	/**
	 * Encodes a row.
	 * @throws BadRowException if it does not fit the columns
	 */
	EncodedRow encode(JsonObject json) {
		Map<String, Object> row = record(this.columns, json, "");
		try {
			return new EncodedRow(this.encoder.encode(row), nulls(json));
		}
		catch (BadValueException ex) {
			throw new BadRowException("", String.valueOf(ex.getMessage()), false);
		}
	}

	private Set<String> nulls(JsonObject json) {
		Set<String> nulls = new HashSet<>();
		for (Field column : this.columns) {
			if (column.defaultValue() != null) {
				json.entrySet()
					.stream()
					.filter((entry) -> entry.getKey().equalsIgnoreCase(column.name()) && entry.getValue().isJsonNull())
					.forEach((entry) -> nulls.add(column.name()));
			}
		}
		return nulls;
	}

	private Map<String, Object> record(List<Field> fields, JsonObject json, String prefix) {
		Map<String, Field> byName = new HashMap<>();
		fields.forEach((field) -> byName.put(field.name().toLowerCase(Locale.ROOT), field));
		Map<String, Object> record = new LinkedHashMap<>();
		for (Map.Entry<String, JsonElement> entry : json.entrySet()) {
			Field field = byName.get(entry.getKey().toLowerCase(Locale.ROOT));
			String path = prefix + entry.getKey();
			if (field == null) {
				if (!this.ignoreUnknown) {
					throw new BadRowException(path, this.wording.noSuchField(path), true);
				}
			}
			else if (!entry.getValue().isJsonNull()) {
				record.put(field.name(), value(field, entry.getValue(), path));
			}
		}
		return record;
	}

	private Object value(Field field, JsonElement json, String path) {
		if (!field.repeated()) {
			return single(field, json, path);
		}
		if (!json.isJsonArray()) {
			throw new BadRowException(path, this.wording.notAnArray(path), false);
		}
		List<Object> elements = new ArrayList<>();
		for (JsonElement element : json.getAsJsonArray()) {
			if (element.isJsonNull()) {
				throw new BadRowException(path,
						"Only optional fields can be set to NULL. Field: " + path + "; Value: NULL", false);
			}
			elements.add(single(field, element, path));
		}
		return elements;
	}

	private Object single(Field field, JsonElement json, String path) {
		if (field.type() != FieldType.RECORD) {
			return this.values.read(field, json, path);
		}
		if (json.isJsonArray()) {
			throw new BadRowException(path, "Array specified for non-repeated field: " + path + '.', false);
		}
		if (!json.isJsonObject()) {
			throw new BadRowException(path, "This field: " + path + " is not a record.", false);
		}
		return record(field.fields(), json.getAsJsonObject(), path + '.');
	}

}
