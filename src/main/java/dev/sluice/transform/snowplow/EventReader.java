package dev.sluice.transform.snowplow;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import dev.sluice.record.Failure;
import dev.sluice.record.Reason;
import dev.sluice.schema.snowplow.AtomicColumn;
import dev.sluice.schema.snowplow.AtomicColumns;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads whole events and finds everything that is wrong with them, in the order of the
 * columns and in the words of Snowplow's Analytics SDK 3. Not thread-safe.
 */
final class EventReader {

	private final EventLine line = new EventLine();

	private final AtomicText text = new AtomicText();

	private final boolean truncates;

	private ArrayNode errors = EventJson.array();

	/**
	 * A reader.
	 * @param truncates whether strings are cut at their longest length
	 */
	EventReader(boolean truncates) {
		this.truncates = truncates;
	}

	/**
	 * Reads an event.
	 */
	Reading read(byte[] bytes) {
		return read(bytes, 0, bytes.length);
	}

	/**
	 * Reads an event from a range of bytes.
	 */
	Reading read(byte[] bytes, int from, int to) {
		int columns = this.line.read(bytes, from, to);
		if (columns != EventLine.COLUMNS) {
			return misframed(columns);
		}
		this.errors = EventJson.array();
		@Nullable Object[] values = new Object[EventLine.COLUMNS];
		for (int i = 0; i < values.length; i++) {
			AtomicColumn column = AtomicColumns.all().get(i);
			if (!this.line.isEmpty(i)) {
				values[i] = value(column, i);
			}
			else if (column.required()) {
				invalid(column, "", "Field " + column.name() + " cannot be empty");
			}
		}
		return this.errors.isEmpty() ? new Reading(new Event(values), null) : undecodable();
	}

	private static Reading misframed(int columns) {
		ObjectNode error = EventJson.object();
		if (columns == 1) {
			error.put("type", "NotTSV");
			return new Reading(null, new Failure(Reason.MALFORMED, "the value has no tabs, so that it is no TSV", null,
					error.toString()));
		}
		error.put("type", "FieldNumberMismatch").put("fieldCount", columns);
		return new Reading(null,
				new Failure(Reason.MALFORMED,
						"the value has " + columns + " columns, and an enriched event has " + EventLine.COLUMNS, null,
						error.toString()));
	}

	private Reading undecodable() {
		JsonNode first = this.errors.get(0);
		String more = (this.errors.size() > 1) ? ", and " + (this.errors.size() - 1) + " more columns are in error"
				: "";
		ObjectNode error = EventJson.object();
		error.put("type", "RowDecodingError").set("errors", this.errors);
		return new Reading(null, new Failure(Reason.WRONG_TYPE, first.get("message").stringValue() + more,
				first.get("key").stringValue(), EventJson.text(error)));
	}

	private void invalid(AtomicColumn column, String value, String message) {
		this.errors.addObject()
			.put("type", "InvalidValue")
			.put("key", column.name())
			.put("value", value)
			.put("message", message);
	}

	private @Nullable Object value(AtomicColumn column, int index) {
		String raw = this.line.text(index);
		return switch (column.kind()) {
			case STRING ->
				(this.truncates && raw.length() > column.maxLength()) ? Clamp.text(raw, column.maxLength()) : raw;
			case UUID -> orInvalid(column, raw, uuid(raw), "UUID");
			case INTEGER -> orInvalid(column, raw, integer(index), "integer");
			case DOUBLE, MONEY -> orInvalid(column, raw, float64(index), "double");
			case BOOLEAN -> orInvalid(column, raw, bool(index), "boolean");
			case TIMESTAMP -> orInvalid(column, raw, AtomicText.instant(raw), "datetime");
			case CONTEXTS -> entities(column, raw, true);
			case UNSTRUCT_EVENT -> entities(column, raw, false);
		};
	}

	private @Nullable Object orInvalid(AtomicColumn column, String raw, @Nullable Object value, String kind) {
		if (value == null) {
			invalid(column, raw, "Cannot parse key " + column.name() + " into " + kind);
		}
		return value;
	}

	private static @Nullable String uuid(String raw) {
		try {
			return UUID.fromString(raw).toString();
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	private @Nullable Integer integer(int index) {
		long value = AtomicText.integer(this.line.bytes(), this.line.from(index), this.line.to(index));
		return (value != AtomicText.NONE) ? (int) value : null;
	}

	private @Nullable Boolean bool(int index) {
		long value = AtomicText.bool(this.line.bytes(), this.line.from(index), this.line.to(index));
		return (value != AtomicText.NONE) ? value == 1 : null;
	}

	private @Nullable Double float64(int index) {
		boolean valid = this.text.readDouble(this.line.bytes(), this.line.from(index), this.line.to(index));
		return valid ? this.text.float64() : null;
	}

	private @Nullable List<SelfDescribing> entities(AtomicColumn column, String raw, boolean contexts) {
		try {
			JsonNode data = EventJson.unwrap(EventJson.parse(raw), contexts);
			if (!contexts) {
				return List.of(SelfDescribing.of(data));
			}
			if (!data.isArray()) {
				throw new IllegalArgumentException("Not an array of self-describing JSON");
			}
			List<SelfDescribing> entities = new ArrayList<>();
			data.forEach((element) -> entities.add(SelfDescribing.of(element)));
			return entities;
		}
		catch (JacksonException ex) {
			invalid(column, raw, "Not JSON: " + ex.getOriginalMessage());
		}
		catch (IllegalArgumentException ex) {
			invalid(column, raw, String.valueOf(ex.getMessage()));
		}
		return null;
	}

	/**
	 * What a line is: an event, or why it is none.
	 *
	 * @param event the event, if it is one
	 * @param failure why it is none
	 */
	record Reading(@Nullable Event event, @Nullable Failure failure) {

	}

}
