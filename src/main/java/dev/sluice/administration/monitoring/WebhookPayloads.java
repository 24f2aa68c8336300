package dev.sluice.administration.monitoring;

import java.util.Map;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes alerts and heartbeats as self-describing JSON, in Snowplow's schemas, which say
 * how long its texts may be.
 */
final class WebhookPayloads {

	private static final String SCHEMA = "iglu:com.snowplowanalytics.monitoring.loader/%s/jsonschema/1-0-0";

	private static final int LONGEST_NAME = 64;

	private static final int LONGEST_MESSAGE = 4096;

	private static final JsonMapper JSON = new JsonMapper();

	private final String name;

	private final String version;

	private final Map<String, String> tags;

	/**
	 * Prepares payloads.
	 * @param name the application's name
	 * @param version the application's version
	 * @param tags what each says besides
	 */
	WebhookPayloads(String name, String version, Map<String, String> tags) {
		this.name = clamp(name, LONGEST_NAME);
		this.version = clamp(version, LONGEST_NAME);
		this.tags = tags;
	}

	String alert(String message) {
		return payload("alert", data().put("message", clamp(message, LONGEST_MESSAGE)));
	}

	String heartbeat() {
		return payload("heartbeat", data());
	}

	private ObjectNode data() {
		return JSON.createObjectNode().put("appName", this.name).put("appVersion", this.version);
	}

	private String payload(String kind, ObjectNode data) {
		ObjectNode itsTags = data.putObject("tags");
		this.tags.forEach(itsTags::put);
		ObjectNode payload = JSON.createObjectNode().put("schema", SCHEMA.formatted(kind));
		payload.set("data", data);
		return JSON.writeValueAsString(payload);
	}

	private static String clamp(String text, int longest) {
		if (text.length() <= longest) {
			return text;
		}
		boolean splitsPair = Character.isHighSurrogate(text.charAt(longest - 1));
		return text.substring(0, (splitsPair) ? longest - 1 : longest);
	}

}
