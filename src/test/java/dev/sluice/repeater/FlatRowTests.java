package dev.sluice.repeater;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class FlatRowTests {

	private static final Instant NOW = Instant.parse("2026-11-20T10:00:00.5Z");

	@Test
	void etlTimestampIsFoundAmongOtherMembers() {
		FlatRow row = read(
				"{\"nested\": {\"etl_tstamp\": \"1999-01-01T00:00:00Z\"}, \"etl_tstamp\": \"2021-12-06T15:47:09.100Z\"}");

		assertThat(row.etlTimestamp()).isEqualTo("2021-12-06T15:47:09.100Z");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{\"etl_tstamp\": null}", "{\"etl_tstamp\": \"2021-12-06 15:47:09\"}",
			"{\"etl_tstamp\": 1638805629100}" })
	void rowMayTellNoEtlTimestamp(String payload) {
		assertThat(read(payload).etlTimestamp()).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "{\"event_id\":", "a\tb", "1", "[{}]", "{} {}", "{}}" })
	void whatIsNoObjectIsNoRow(String payload) {
		assertThat(FlatRow.read(bytes(payload))).isNull();
	}

	@Test
	void automaticTimeOfLoadingBecomesThePresent() {
		assertThat(filledIn("{\"a\": \"ü\", \"load_tstamp\" : \"AUTO\", \"b\": \"AUTO\"}"))
			.isEqualTo("{\"a\": \"ü\", \"load_tstamp\" : \"2026-11-20T10:00:00.500Z\", \"b\": \"AUTO\"}");
	}

	@Test
	void otherTimeOfLoadingStaysAsItIs() {
		String payload = "{\"load_tstamp\":\"2021-12-06T15:47:09.100Z\",\"x\":{\"load_tstamp\":\"AUTO\"}}";

		assertThat(filledIn(payload)).isEqualTo(payload);
	}

	private static String filledIn(String payload) {
		return new String(read(payload).filledIn(bytes(payload), NOW), StandardCharsets.UTF_8);
	}

	private static FlatRow read(String payload) {
		return Objects.requireNonNull(FlatRow.read(bytes(payload)));
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
