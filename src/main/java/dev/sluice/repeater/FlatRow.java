package dev.sluice.repeater;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * What the payload of a failed insert of Snowplow's own loaders tells: it is the row as
 * flat JSON, without headers. Only the beginning and the end of its values are read.
 *
 * @param etlTimestamp its {@code etl_tstamp}, if that is an instant in ISO 8601
 * @param automatic where the text {@code "AUTO"} stands that BigQuery's streaming inserts
 * take for the present time, as its first byte; -1 if it stands nowhere
 */
record FlatRow(@Nullable Instant etlTimestamp, int automatic) {

	private static final JsonFactory JSON = new JsonFactory();

	private static final String AUTO = "AUTO";

	/**
	 * Reads a payload.
	 * @return what it tells, or {@code null} if it is no JSON object
	 */
	static @Nullable FlatRow read(byte[] payload) {
		try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), payload)) {
			if (parser.nextToken() != JsonToken.START_OBJECT) {
				return null;
			}
			FlatRow row = members(parser);
			return (parser.nextToken() == null) ? row : null;
		}
		catch (JacksonException ex) {
			return null;
		}
	}

	private static FlatRow members(JsonParser parser) {
		Instant etlTimestamp = null;
		int automatic = -1;
		for (String name = parser.nextName(); name != null; name = parser.nextName()) {
			JsonToken value = parser.nextToken();
			if (value == JsonToken.VALUE_STRING && "etl_tstamp".equals(name)) {
				etlTimestamp = instant(parser.getString());
			}
			else if (value == JsonToken.VALUE_STRING && "load_tstamp".equals(name) && AUTO.equals(parser.getString())) {
				automatic = Math.toIntExact(parser.currentTokenLocation().getByteOffset());
			}
			else {
				parser.skipChildren();
			}
		}
		return new FlatRow(etlTimestamp, automatic);
	}

	private static @Nullable Instant instant(String text) {
		try {
			return Instant.parse(text);
		}
		catch (DateTimeException ex) {
			return null;
		}
	}

	/**
	 * The payload with the present time in the place of the text that stands for it.
	 */
	byte[] filledIn(byte[] payload, Instant now) {
		if (this.automatic < 0) {
			return payload;
		}
		byte[] time = now.toString().getBytes(StandardCharsets.US_ASCII);
		int from = this.automatic + 1;
		int to = from + AUTO.length();
		byte[] filled = new byte[payload.length - AUTO.length() + time.length];
		System.arraycopy(payload, 0, filled, 0, from);
		System.arraycopy(time, 0, filled, from, time.length);
		System.arraycopy(payload, to, filled, from + time.length, payload.length - to);
		return filled;
	}

}
