package dev.sluice.configuration.snowplow;

import java.util.List;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class BigQueryConfigReaderTests {

	private static final String DOCUMENT = """
			{"schema": "iglu:com.snowplowanalytics.snowplow.storage/bigquery_config/jsonschema/1-0-0",
			 "data": {"name": "Shop", "id": "0ddba11f-0000-4000-8000-123456789abc", "projectId": "shop-eu",
			  "datasetId": "snowplow", "tableId": "events", "input": "enriched", "typesTopic": "types",
			  "typesSubscription": "types-sub", "badRows": "bad", "failedInserts": "failed",
			  "load": {"mode": "STREAMING_INSERTS", "retry": true}, "purpose": "ENRICHED_EVENTS"}}""";

	@Test
	void configurationIsReadWhole() {
		BigQueryConfig config = read((data) -> {
		}).config("test");

		assertThat(config.table()).isEqualTo("shop-eu.snowplow.events");
		assertThat(config.load()).isEqualTo(new BigQueryConfig.StreamingInserts(true));
		assertThat(config.types()).isEqualTo(new BigQueryConfig.Types("types", "types-sub"));
	}

	@ParameterizedTest
	@CsvSource({ "frequency, 100", "frequence, 86400" })
	void frequencyOfFileLoadsHasTwoSpellings(String spelling, int seconds) {
		BigQueryConfigReader read = read(
				(data) -> data.putObject("load").put("mode", "FILE_LOADS").put(spelling, seconds));

		assertThat(read.config("test").load()).isEqualTo(new BigQueryConfig.FileLoads(seconds));
		assertThat(read.deviations()).hasSize("frequence".equals(spelling) ? 1 : 0);
		assertThat(read.config("test").remarks()).isEqualTo(read.deviations());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					{"mode": "STREAMING_INSERTS", "retry": true, "frequency": 600} | 'load.frequency' does not go with STREAMING_INSERTS.
					{"mode": "STREAMING_INSERTS", "retry": true, "frequence": 600} | 'load.frequence' does not go with STREAMING_INSERTS.
					{"mode": "FILE_LOADS", "frequency": 600, "retry": false}       | 'load.retry' does not go with FILE_LOADS.""")
	void settingOfTheOtherModeIsRefusedThoughTheSchemaAllowsIt(String load, String reason) {
		BigQueryConfigReader read = read((data) -> data.set("load", JsonMapper.shared().readTree(load)));

		assertThat(read.deviations()).isEmpty();
		assertRefused(read, reason);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					load    | {"mode": "FILE_LOADS", "frequency": 99}    | not from 100 to 86400 seconds
					load    | {"mode": "FILE_LOADS", "frequency": 600.5} | not from 100 to 86400 seconds
					load    | {"mode": "FILE_LOADS"}                     | not from 100 to 86400 seconds
					load    | {"mode": "STREAMING_INSERTS", "retry": "true"} | neither true nor false
					load    | {"mode": "STORAGE_WRITE"}                  | Unknown mode [STORAGE_WRITE] in 'load'.
					load    | "STREAMING_INSERTS"                        | The field 'load.mode' is missing.
					id      | "shop"                                     | 'id' is no UUID.
					purpose | "BAD_ROWS"                                 | 'purpose' is 'BAD_ROWS'; it can only be ENRICHED_EVENTS.
					input   | "ab"                                       | 'input' has 2 characters; it can have 3 to 255.
					tableId | 7                                          | 'tableId' is no string.
					region  | "eu"                                       | There is no field 'region'.""")
	void valueThatTheSchemaForbidsIsRefused(String field, String value, String reason) {
		BigQueryConfigReader read = read((data) -> data.set(field, JsonMapper.shared().readTree(value)));

		assertThat(read.deviations()).isNotEmpty();
		assertRefused(read, reason);
	}

	@Test
	void allThatIsWrongIsNamedAtOnce() {
		BigQueryConfigReader read = read((data) -> data.remove(List.of("datasetId", "purpose")));

		assertRefused(read, "The field 'datasetId' is missing.");
		assertRefused(read, "The field 'purpose' is missing.");
	}

	@Test
	void documentMustBeOfTheOnlySchemaThereIs() {
		ObjectNode later = (ObjectNode) JsonMapper.shared().readTree(DOCUMENT.replace("1-0-0", "1-0-1"));

		assertRefused(BigQueryConfigReader.read(later), "not iglu:com.snowplowanalytics.snowplow.storage");
		assertRefused(BigQueryConfigReader.read(later.path("data")),
				"Configuration is not self-describing, INVALID_DATA_PAYLOAD.");
	}

	private static BigQueryConfigReader read(Consumer<ObjectNode> change) {
		ObjectNode document = (ObjectNode) JsonMapper.shared().readTree(DOCUMENT);
		change.accept((ObjectNode) document.path("data"));
		return BigQueryConfigReader.read(document);
	}

	private static void assertRefused(BigQueryConfigReader read, String reason) {
		assertThatExceptionOfType(SnowplowRefusedException.class).isThrownBy(() -> read.config("test"))
			.withMessageContaining(reason);
	}

}
