package dev.sluice.repeater;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import dev.sluice.conformance.JsonVectors;
import dev.sluice.conformance.Results;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Conformance of what the repeater reads and waits for.
 */
public abstract class RepeaterVectors extends JsonVectors {

	private static final JsonMapper JSON = new JsonMapper();

	RepeaterVectors(String name) {
		super(name);
	}

	/**
	 * Places in Cloud Storage.
	 */
	public static final class BucketUrls extends RepeaterVectors {

		public BucketUrls() {
			super("repeater/bucket_urls");
		}

		@Override
		protected void check(JsonNode vector, Results results) {
			String input = vector.path("input").stringValue();
			if (vector.has("error")) {
				results.check(input, () -> assertThatIllegalArgumentException().isThrownBy(() -> BucketUrl.parse(input))
					.withMessage(vector.path("error").stringValue()));
				return;
			}
			results.check(input,
					new BucketUrl(vector.path("bucket").stringValue(), vector.path("prefix").stringValue()),
					() -> BucketUrl.parse(input));
		}

	}

	/**
	 * Rows that have rested. Each was written just now.
	 */
	public static final class Readiness extends RepeaterVectors {

		public Readiness() {
			super("repeater/readiness");
		}

		@Override
		protected void check(JsonNode vector, Results results) {
			Instant now = Instant.parse(vector.path("now").stringValue());
			BackOff backOff = new BackOff(Duration.ofSeconds(vector.path("backoffSeconds").longValue()), () -> now);
			String row = JSON.createObjectNode().set("etl_tstamp", vector.path("etl_tstamp")).toString();
			results.check(vector.path("name").stringValue(), vector.path("ready").booleanValue(),
					() -> backOff.open(new FailedInsertBatch().add(Map.of(), row).writtenAt(now)) == 1);
		}

	}

	/**
	 * Payloads that are rows. Snowplow's repeater wants an id and a time of every row;
	 * whatever the rules, Sluice takes every object for a row, and BigQuery judges it.
	 */
	public static final class FailedInserts extends RepeaterVectors {

		public FailedInserts() {
			super("repeater/failed_inserts");
		}

		@Override
		protected void check(JsonNode vector, Results results) {
			String payload = vector.path("payload").stringValue();
			boolean row = vector.path("parsed").booleanValue() || isObject(payload);
			results.check(vector.path("name").stringValue(), row,
					() -> FlatRow.read(payload.getBytes(StandardCharsets.UTF_8)) != null);
		}

		private static boolean isObject(String payload) {
			try {
				return JSON.readTree(payload).isObject();
			}
			catch (JacksonException ex) {
				return false;
			}
		}

	}

}
