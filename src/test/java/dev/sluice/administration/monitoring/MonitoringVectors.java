package dev.sluice.administration.monitoring;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.sluice.conformance.JsonVectors;
import dev.sluice.conformance.Results;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Conformance of what is reported to others.
 */
public abstract class MonitoringVectors extends JsonVectors {

	private static final JsonMapper JSON = new JsonMapper();

	MonitoringVectors(String name) {
		super(name);
	}

	private static Map<String, String> tags(JsonNode tags) {
		Map<String, String> read = new LinkedHashMap<>();
		tags.properties().forEach((tag) -> read.put(tag.getKey(), tag.getValue().stringValue()));
		return read;
	}

	/**
	 * Lines of DogStatsD.
	 */
	public static final class Lines extends MonitoringVectors {

		public Lines() {
			super("config/statsd_lines");
		}

		@Override
		protected void check(JsonNode vector, Results results) {
			List<String> expected = vector.path("lines").valueStream().map(JsonNode::stringValue).toList();
			results.check(vector.path("version").stringValue(), expected, () -> {
				StatsdNames names = Objects.requireNonNull(StatsdNames.of(vector.path("version").stringValue()));
				StatsdLines lines = new StatsdLines(vector.path("prefix").stringValue(), names,
						tags(vector.path("tags")));
				return lines.of(snapshot(vector.path("snapshot")));
			});
		}

		private static StatsdSnapshot snapshot(JsonNode snapshot) {
			Long stored = known(snapshot, "e2e_latency_millis", "latency");
			return new StatsdSnapshot(number(snapshot, "events_good", "good"), number(snapshot, "failed_inserts"),
					number(snapshot, "events_bad", "bad"), number(snapshot, "latency_millis"), stored);
		}

		private static long number(JsonNode snapshot, String... names) {
			Long number = known(snapshot, names);
			return (number != null) ? number : 0;
		}

		private static @Nullable Long known(JsonNode snapshot, String... names) {
			for (String name : names) {
				if (snapshot.path(name).isNumber()) {
					return snapshot.path(name).longValue();
				}
			}
			return null;
		}

	}

	/**
	 * Alerts and heartbeats.
	 */
	public static final class Payloads extends MonitoringVectors {

		public Payloads() {
			super("config/webhook_payloads_2x");
		}

		@Override
		protected void check(JsonNode vector, Results results) {
			JsonNode data = vector.path("data");
			results.check(vector.path("schema").stringValue(), vector, () -> {
				WebhookPayloads payloads = new WebhookPayloads(data.path("appName").stringValue(),
						data.path("appVersion").stringValue(), tags(data.path("tags")));
				return JSON.readTree(data.has("message") ? payloads.alert(data.path("message").stringValue())
						: payloads.heartbeat());
			});
		}

	}

}
