package dev.sluice.emulator.write;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;

import com.google.cloud.bigquery.storage.v1.AppendRowsResponse;
import com.google.cloud.bigquery.storage.v1.JsonStreamWriter;
import com.google.gson.JsonObject;
import com.google.protobuf.ByteString;
import dev.sluice.emulator.Emulator;
import dev.sluice.emulator.catalog.Field;
import dev.sluice.emulator.catalog.FieldType;
import dev.sluice.emulator.catalog.Mode;
import dev.sluice.emulator.catalog.TableId;
import dev.sluice.emulator.row.RangeValue;
import org.json.JSONArray;
import org.json.JSONObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What Google's own writer encodes, decoded here.
 */
class ValuesIntegrationTests {

	private final Emulator emulator = Emulator.start();

	private final GoogleClient google = new GoogleClient(this.emulator);

	@AfterEach
	void close() {
		this.google.close();
		this.emulator.close();
	}

	@ParameterizedTest(name = "{0} {1}")
	@MethodSource
	void valueOfGooglesWriterIsReadBack(FieldType type, Object json, Object expected) throws Exception {
		TableId table = this.google.table("values", Field.of("v", type));

		append(table, new JSONObject().put("v", json));

		assertThat(this.emulator.rows(table)).singleElement().extracting((row) -> row.get("v")).isEqualTo(expected);
	}

	static List<Arguments> valueOfGooglesWriterIsReadBack() {
		return List.of(Arguments.of(FieldType.STRING, "", ""), Arguments.of(FieldType.STRING, "Zürich 😀", "Zürich 😀"),
				Arguments.of(FieldType.INTEGER, 0, 0L), Arguments.of(FieldType.INTEGER, Long.MIN_VALUE, Long.MIN_VALUE),
				Arguments.of(FieldType.FLOAT, -1.5e300, -1.5e300), Arguments.of(FieldType.BOOLEAN, false, false),
				Arguments.of(FieldType.BYTES, ByteString.copyFrom(new byte[] { 0, -1 }), new byte[] { 0, -1 }),
				Arguments.of(FieldType.NUMERIC, "-99999999999999999999999999999.999999999",
						new BigDecimal("-99999999999999999999999999999.999999999")),
				Arguments.of(FieldType.NUMERIC, "1.5", new BigDecimal("1.5")),
				Arguments.of(FieldType.BIGNUMERIC,
						"578960446186580977117854925043439539266.34992332820282019728792003956564819967",
						new BigDecimal(
								"578960446186580977117854925043439539266.34992332820282019728792003956564819967")),
				Arguments.of(FieldType.DATE, "0001-01-01", LocalDate.of(1, 1, 1)),
				Arguments.of(FieldType.DATE, "9999-12-31", LocalDate.of(9999, 12, 31)),
				Arguments.of(FieldType.TIME, "23:59:59.999999", LocalTime.parse("23:59:59.999999")),
				Arguments.of(FieldType.DATETIME, "0001-01-01T00:00:00.000001",
						LocalDateTime.parse("0001-01-01T00:00:00.000001")),
				Arguments.of(FieldType.TIMESTAMP, "1969-12-31T23:59:59.999999Z",
						Instant.parse("1969-12-31T23:59:59.999999Z")),
				Arguments.of(FieldType.TIMESTAMP, "9999-12-31T23:59:59.999999Z",
						Instant.parse("9999-12-31T23:59:59.999999Z")),
				Arguments.of(FieldType.JSON, "{\"a\":[1,null]}", "{\"a\":[1,null]}"),
				Arguments.of(FieldType.GEOGRAPHY, "POINT(1 2)", "POINT(1 2)"),
				Arguments.of(FieldType.INTERVAL, "1-2 3 4:5:6.5", "1-2 3 4:5:6.5"));
	}

	@Test
	void nestedAndRepeatedValuesAreReadBack() throws Exception {
		Field line = Field.record("lines", Mode.REPEATED,
				List.of(Field.of("sku", FieldType.STRING), Field.of("prices", FieldType.NUMERIC, Mode.REPEATED)));
		TableId table = this.google.table("nested", Field.of("id", FieldType.INTEGER), line);

		append(table, new JSONObject("{\"id\": 1, \"lines\": [{\"sku\": \"a\", \"prices\": [\"1\", \"2.5\"]}, {}]}"));

		assertThat(this.emulator.rows(table)).singleElement().satisfies((row) -> {
			List<?> lines = (List<?>) row.get("lines");
			assertThat(lines).hasSize(2);
			assertThat(lines.get(0))
				.isEqualTo(Map.of("sku", "a", "prices", List.of(new BigDecimal("1"), new BigDecimal("2.5"))));
		});
	}

	@Test
	void rangeIsReadBack() throws Exception {
		Field range = new Field("v", FieldType.RANGE, Mode.NULLABLE, List.of(), Field.Limits.NONE, null, FieldType.DATE,
				new JsonObject());
		TableId table = this.google.table("ranges", range);

		append(table, new JSONObject("{\"v\": {\"start\": \"2024-01-01\"}}"));

		assertThat(this.emulator.rows(table)).singleElement()
			.extracting((row) -> row.get("v"))
			.isEqualTo(new RangeValue(LocalDate.of(2024, 1, 1), null));
	}

	@Test
	void columnWhoseNameIsNoProtoNameIsFound() throws Exception {
		TableId table = this.google.table("names", Field.of("Größe in %", FieldType.INTEGER));

		append(table, new JSONObject().put("Größe in %", 5));

		assertThat(this.emulator.rows(table)).singleElement().isEqualTo(Map.of("Größe in %", 5L));
	}

	private void append(TableId table, JSONObject row) throws Exception {
		try (JsonStreamWriter writer = this.google.json(table.path() + "/_default")) {
			AppendRowsResponse answer = GoogleClient.await(writer.append(new JSONArray().put(row)));
			assertThat(answer.hasError()).as(new String(answer.toByteArray(), StandardCharsets.UTF_8)).isFalse();
		}
	}

}
