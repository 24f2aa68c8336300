package dev.sluice.transform.snowplow;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;

import dev.sluice.record.BadRowFormat;
import dev.sluice.record.Failure;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Bad rows as Snowplow's own self-describing JSON, each valid by its published schema:
 * what is longer or larger than that allows is clamped.
 * <p>
 * What the transform found makes {@code loader_parsing_error}, {@code loader_iglu_error}
 * or {@code size_violation}, by the detail of its failure; what fails later makes
 * {@code loader_runtime_error} or, without an event, {@code generic_error}, as does
 * whatever cannot be written in a bad row, such as JSON that is nested too deep: no
 * record is kept from its dead letter by that. A bad row that is too large itself becomes
 * a {@code size_violation}.
 */
final class SnowplowBadRows implements BadRowFormat {

	private static final String VENDOR = "iglu:com.snowplowanalytics.snowplow.badrows/";

	private final String topic;

	private final ObjectNode processor;

	private final int maxBytes;

	/**
	 * Bad rows of a program.
	 * @param topic the topic that they are written to
	 * @param artifact the program's name
	 * @param version its version
	 * @param maxBytes what a bad row must be smaller than
	 */
	SnowplowBadRows(String topic, String artifact, String version, int maxBytes) {
		this.topic = topic;
		this.processor = EventJson.object();
		this.processor.put("artifact", Clamp.text(artifact, 512)).put("version", Clamp.version(version));
		this.maxBytes = maxBytes;
	}

	@Override
	public String topic() {
		return this.topic;
	}

	@Override
	public byte[] badRow(byte @Nullable [] value, Failure failure, Instant failedAt) {
		byte[] badRow;
		try {
			badRow = EventJson.bytes(document(value, failure, failedAt));
		}
		catch (RuntimeException ex) {
			badRow = EventJson.bytes(generic(value, failure, failedAt));
		}
		return limited(badRow, failedAt);
	}

	/**
	 * A bad row or, in place of one that is too large, its beginning as text.
	 */
	byte[] limited(byte[] badRow, Instant failedAt) {
		if (badRow.length < this.maxBytes) {
			return badRow;
		}
		ObjectNode failure = SizeViolation.failure(failedAt, this.maxBytes, badRow.length,
				"Badrow exceeds allowed max size");
		String payload = new String(badRow, 0, this.maxBytes / 10, StandardCharsets.UTF_8);
		return EventJson.bytes(document("size_violation/jsonschema/1-0-0", failure, payload));
	}

	private ObjectNode document(byte @Nullable [] value, Failure failure, Instant failedAt) {
		JsonNode detail = (failure.detail() != null) ? EventJson.parse(failure.detail()) : null;
		Event event = (value != null) ? new EventReader(true).read(value).event() : null;
		if (detail != null && detail.isArray() && event != null) {
			return document("loader_iglu_error/jsonschema/2-0-1", Clamp.igluErrors(detail, failedAt), payload(event));
		}
		if (detail != null && detail.has("maximumAllowedSizeBytes")) {
			return document("size_violation/jsonschema/1-0-0", detail, beginning(value));
		}
		if (detail != null && detail.isObject()) {
			return document("loader_parsing_error/jsonschema/2-0-0", Clamp.parsingError(detail), text(value));
		}
		if (event != null) {
			return document("loader_runtime_error/jsonschema/1-0-1", failure.message(), payload(event));
		}
		return generic(value, failure, failedAt);
	}

	private ObjectNode generic(byte @Nullable [] value, Failure failure, Instant failedAt) {
		ObjectNode error = EventJson.object();
		error.put("timestamp", failedAt.toString()).putArray("errors").add(failure.message());
		return document("generic_error/jsonschema/1-0-0", error, text(value));
	}

	private ObjectNode document(String schema, Object failure, Object payload) {
		ObjectNode badRow = EventJson.object();
		badRow.put("schema", VENDOR + schema);
		ObjectNode data = badRow.putObject("data");
		data.set("processor", this.processor);
		set(data, "failure", failure);
		set(data, "payload", payload);
		return badRow;
	}

	private static void set(ObjectNode data, String name, Object value) {
		if (value instanceof JsonNode json) {
			data.set(name, json);
		}
		else {
			data.put(name, value.toString());
		}
	}

	private static ObjectNode payload(Event event) {
		return Clamp.event(event.toJson());
	}

	/** A record that is no text comes as Base64. */
	private static String text(byte @Nullable [] value) {
		if (value == null) {
			return "";
		}
		return (Compression.of(value) != null) ? Base64.getEncoder().encodeToString(value)
				: new String(value, StandardCharsets.UTF_8);
	}

	private String beginning(byte @Nullable [] value) {
		int most = this.maxBytes / 10;
		return text((value != null && value.length > most) ? Arrays.copyOf(value, most) : value);
	}

}
