package dev.sluice.transform.snowplow;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

import dev.sluice.record.Failure;
import dev.sluice.record.Reason;
import dev.sluice.schema.snowplow.ColumnLayout;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SnowplowBadRows}.
 */
class SnowplowBadRowsTests {

	private static final PublishedSchemas PUBLISHED = new PublishedSchemas((path) -> resource("iglu/schemas/" + path));

	private final SnowplowBadRows badRows = new SnowplowBadRows("bad", "sluice", "development", 100_000);

	@Test
	void keepsTheLineOfWhatIsNoEvent() {
		JsonNode badRow = badRow("no\ttsv", "loader_parsing_error");

		assertThat(badRow.get("data").get("failure").toString())
			.isEqualTo("{\"type\":\"FieldNumberMismatch\",\"fieldCount\":2}");
		assertThat(badRow.get("data").get("payload").stringValue()).isEqualTo("no\ttsv");
	}

	@Test
	void countsNoMoreColumnsThanItsSchemaAllows() {
		JsonNode badRow = badRow("\t".repeat(2000), "loader_parsing_error");

		assertThat(badRow.get("data").get("failure").get("fieldCount").intValue()).isEqualTo(1024);
	}

	@Test
	void cutsWhatIsTooLongForTheSchemaOfEvents() {
		String line = SnowplowTransformTests.line("app_id", "x".repeat(300), "geo_country", "\uD83D\uDE00\uD83D\uDE00",
				"tr_total", "1.234", "true_tstamp", "-0001-01-01 00:00:00");

		JsonNode badRow = badRow(line, "loader_iglu_error");

		assertThat(badRow.get("data").get("payload").get("app_id").stringValue()).hasSize(255);
		assertThat(badRow.get("data").get("payload").get("geo_country").stringValue()).isEqualTo("\uD83D\uDE00");
	}

	@Test
	void cutsWhatRegistriesSay() {
		Failure failure = new Failure(Reason.UNKNOWN_SCHEMA, "no registry has it", null,
				"[{\"schemaKey\":\"iglu:a/b/jsonschema/1-0-0\",\"error\":{\"error\":\"ResolutionError\","
						+ "\"lookupHistory\":[{\"repository\":\"a\",\"errors\":[{\"error\":\"RepoFailure\",\"message\":\""
						+ "m".repeat(1000) + "\"}],\"attempts\":1,\"lastAttempt\":\"2026-11-20T00:00:00Z\"}]}}]");

		JsonNode badRow = badRow(SnowplowTransformTests.line().getBytes(StandardCharsets.UTF_8), failure,
				"loader_iglu_error");

		assertThat(badRow.toString()).doesNotContain("m".repeat(257));
	}

	@Test
	void saysThatNobodyWasAskedForASchema() {
		Failure failure = new Failure(Reason.UNKNOWN_SCHEMA, "no registry has it", null,
				"[{\"schemaKey\":\"iglu:a/b/jsonschema/1-0-0\",\"error\":{\"error\":\"ResolutionError\","
						+ "\"lookupHistory\":[]}}]");

		badRow(SnowplowTransformTests.line().getBytes(StandardCharsets.UTF_8), failure, "loader_iglu_error");
	}

	@Test
	void keepsTheEventOfARefusedRow() {
		Failure failure = new Failure(Reason.ROW_REFUSED, "BigQuery refuses the row");

		JsonNode badRow = badRow(SnowplowTransformTests.line().getBytes(StandardCharsets.UTF_8), failure,
				"loader_runtime_error");

		assertThat(badRow.get("data").get("failure").stringValue()).isEqualTo("BigQuery refuses the row");
		assertThat(badRow.get("data").get("payload").get("v_etl").stringValue()).isEqualTo("enrich");
	}

	@Test
	void isGenericWithoutAnEvent() {
		JsonNode badRow = badRow(null, new Failure(Reason.ROW_REFUSED, "BigQuery refuses the row"), "generic_error");

		assertThat(badRow.get("data").get("payload").stringValue()).isEmpty();
	}

	@Test
	void isGenericForAnEventThatIsNestedTooDeepForIt() {
		String data = "{\"a\":".repeat(497) + "1" + "}".repeat(497);
		String line = SnowplowTransformTests.line("unstruct_event",
				"{\"schema\":\"iglu:com.snowplowanalytics.snowplow/unstruct_event/jsonschema/1-0-0\","
						+ "\"data\":{\"schema\":\"iglu:com.acme/x/jsonschema/1-0-0\",\"data\":" + data + "}}");

		JsonNode badRow = badRow(line, "generic_error");

		assertThat(badRow.get("data").get("payload").stringValue()).isEqualTo(line);
	}

	@Test
	void keepsCompressedRecordsAsBase64() {
		byte[] value = { 0x1F, (byte) 0x8B, 1, 2, 3 };

		JsonNode badRow = badRow(value, new Failure(Reason.TRANSFORM_FAILED, "failed"), "generic_error");

		assertThat(Base64.getDecoder().decode(badRow.get("data").get("payload").stringValue())).isEqualTo(value);
	}

	@Test
	void cutsBadRowsThatAreTooLarge() {
		JsonNode badRow = badRow("x".repeat(200_000), "size_violation");

		assertThat(badRow.get("data").get("payload").stringValue()).hasSize(10_000)
			.startsWith("{\"schema\":\"iglu:com.snowplowanalytics.snowplow.badrows/loader_parsing_error");
	}

	private JsonNode badRow(String line, String type) {
		Failure failure = EventWorld.of(ColumnLayout.V2).transform(line).failure();
		assertThat(failure).isNotNull();
		return badRow(line.getBytes(StandardCharsets.UTF_8), failure, type);
	}

	private JsonNode badRow(byte @Nullable [] value, Failure failure, String type) {
		JsonNode badRow = EnrichedVectors.MAPPER.readTree(this.badRows.badRow(value, failure, EventWorld.NOW));
		assertThat(badRow.get("schema").stringValue())
			.startsWith("iglu:com.snowplowanalytics.snowplow.badrows/" + type + "/jsonschema/");
		assertThat(PUBLISHED.errors(badRow)).isEmpty();
		return badRow;
	}

	private static JsonNode resource(String path) {
		try (InputStream in = SnowplowBadRowsTests.class.getResourceAsStream(path)) {
			return EnrichedVectors.MAPPER.readTree(in);
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

}
