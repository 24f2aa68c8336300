package dev.sluice.transform.snowplow;

import java.time.Instant;
import java.util.regex.Pattern;

import dev.sluice.schema.snowplow.AtomicColumn;
import dev.sluice.schema.snowplow.AtomicColumn.Kind;
import dev.sluice.schema.snowplow.AtomicColumns;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The limits that the schemas of bad rows set, met by cutting.
 */
final class Clamp {

	private static final int LONGEST_MESSAGE = 256;

	private static final int MOST_FIELDS = 1024;

	private static final Pattern VERSION = Pattern.compile("\\d+\\.\\d+\\.\\d+.*");

	/** Times of four-digit years, as RFC 3339 has them. */
	private static final Pattern TIME = Pattern.compile("[0-9]{4}-.*");

	private Clamp() {
	}

	/**
	 * The beginning of a text, which does not end within a character.
	 */
	static String text(String text, int longest) {
		if (text.length() <= longest) {
			return text;
		}
		boolean within = Character.isHighSurrogate(text.charAt(longest - 1));
		return text.substring(0, within ? longest - 1 : longest);
	}

	/**
	 * A version that begins with three numbers.
	 */
	static String version(String version) {
		return text(VERSION.matcher(version).matches() ? version : "0.0.0-" + version, 32);
	}

	static ObjectNode parsingError(JsonNode detail) {
		ObjectNode error = (ObjectNode) detail;
		if (error.has("fieldCount")) {
			error.put("fieldCount", Math.min(Integer.parseInt(error.get("fieldCount").toString()), MOST_FIELDS));
		}
		return error;
	}

	/**
	 * Errors whose messages are short, and each of which was said by somebody.
	 */
	static JsonNode igluErrors(JsonNode errors, Instant now) {
		errors.forEach((each) -> {
			if (each.path("error").get("lookupHistory") instanceof ArrayNode history) {
				history.forEach((repository) -> repository.path("errors").forEach(Clamp::message));
				if (history.isEmpty()) {
					history.addObject()
						.put("repository", "none")
						.put("attempts", 0)
						.put("lastAttempt", now.toString())
						.putArray("errors")
						.addObject()
						.put("error", "NotFound");
				}
			}
		});
		return errors;
	}

	private static void message(JsonNode error) {
		if (error.has("message")) {
			((ObjectNode) error).put("message", text(error.get("message").stringValue(), LONGEST_MESSAGE));
		}
	}

	/**
	 * An event without times that its schema does not know.
	 */
	static ObjectNode event(ObjectNode event) {
		for (AtomicColumn column : AtomicColumns.all()) {
			JsonNode value = event.get(column.name());
			if (column.kind() == Kind.TIMESTAMP && value.isString() && !TIME.matcher(value.stringValue()).matches()) {
				event.remove(column.name());
			}
		}
		return event;
	}

}
