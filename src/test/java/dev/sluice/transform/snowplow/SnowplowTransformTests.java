package dev.sluice.transform.snowplow;

import java.util.Arrays;
import java.util.List;

import dev.sluice.record.Failure;
import dev.sluice.record.Reason;
import dev.sluice.schema.snowplow.AtomicColumns;
import dev.sluice.schema.snowplow.ColumnLayout;
import dev.sluice.table.Column;
import dev.sluice.table.ColumnType;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SnowplowTransform}.
 */
class SnowplowTransformTests {

	private static final String ID = "bbb05861-0f11-4986-b23b-87e6e22609be";

	static String line(String... namesAndTexts) {
		String[] columns = new String[EventLine.COLUMNS];
		Arrays.fill(columns, "");
		columns[AtomicColumns.indexOf("collector_tstamp")] = "2021-12-06 15:47:07.920";
		columns[AtomicColumns.indexOf("event_id")] = ID;
		columns[AtomicColumns.indexOf("v_collector")] = "ssc";
		columns[AtomicColumns.indexOf("v_etl")] = "enrich";
		for (int i = 0; i < namesAndTexts.length; i += 2) {
			columns[AtomicColumns.indexOf(namesAndTexts[i])] = namesAndTexts[i + 1];
		}
		return String.join("\t", columns);
	}

	@Test
	void writesEveryKindOfColumn() {
		EventWorld world = EventWorld.of(ColumnLayout.V2);

		assertThat(world
			.transform(line("app_id", "shop", "txn_id", "-7", "geo_latitude", "37.5", "tr_total", "12.5", "br_cookies",
					"1"))
			.row()
			.toString())
			.isEqualTo("{\"load_tstamp\":1795169472345000,\"app_id\":\"shop\","
					+ "\"collector_tstamp\":1638805627920000,\"event_id\":\"" + ID
					+ "\",\"txn_id\":-7,\"v_collector\":\"ssc\",\"v_etl\":\"enrich\",\"geo_latitude\":37.5,"
					+ "\"tr_total\":12.5,\"br_cookies\":true}");
	}

	@Test
	void asksForAllAtomicColumnsThatTheTableLacks() {
		EventWorld world = EventWorld.of(EventWorld.properties(ColumnLayout.V1), List.of());

		world.transform(line());

		assertThat(world.layout().schema().columns()).hasSize(129);
		assertThat(world.layout().schema().find("tr_total")).isEqualTo(Column.nullable("tr_total", ColumnType.FLOAT64));
	}

	@Test
	void refusesSumsThatAreNotMoney() {
		Failure failure = EventWorld.of(ColumnLayout.V2)
			.transform(line("tr_total", "NaN", "ti_price", "0.001"))
			.failure();

		assertThat(failure.reason()).isEqualTo(Reason.OUT_OF_RANGE);
		assertThat(failure.detail())
			.isEqualTo("[{\"schemaKey\":\"iglu:com.snowplowanalytics.snowplow/atomic/jsonschema/1-0-0\",\"value\":null,"
					+ "\"expected\":\"Decimal(Digits18,2)\"},"
					+ "{\"schemaKey\":\"iglu:com.snowplowanalytics.snowplow/atomic/jsonschema/1-0-0\","
					+ "\"value\":0.001,\"expected\":\"Decimal(Digits18,2)\"}]");
	}

	@Test
	void namesAllColumnsInError() {
		Failure failure = EventWorld.of(ColumnLayout.V2).transform(line("event_id", "x", "v_etl", "")).failure();

		assertThat(failure.message()).isEqualTo("Cannot parse key event_id into UUID, and 1 more columns are in error");
		assertThat(failure.field()).isEqualTo("event_id");
		assertThat(failure.detail()).contains("Field v_etl cannot be empty");
	}

	@Test
	void refusesTimesThatBigQueryDoesNotKnow() {
		Failure failure = EventWorld.of(ColumnLayout.V2)
			.transform(line("true_tstamp", "+10000-01-01 00:00:00"))
			.failure();

		assertThat(failure.reason()).isEqualTo(Reason.OUT_OF_RANGE);
		assertThat(failure.field()).isEqualTo("true_tstamp");
	}

	@Test
	void refusesTablesOfOtherTypes() {
		List<Column> columns = List.of(Column.nullable("txn_id", ColumnType.STRING));

		Failure failure = EventWorld.of(EventWorld.properties(ColumnLayout.V2), columns).transform(line()).failure();

		assertThat(failure.message())
			.isEqualTo("column 'txn_id' is STRING, which cannot hold what Snowplow's events have there");
	}

	@Test
	void replacesWhatIsNoUtf8() {
		byte[] line = line("app_id", "a?b").getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
		line[1] = (byte) 0xFF;

		assertThat(EventWorld.of(ColumnLayout.V2).transform(line).row().get("app_id").stringValue())
			.isEqualTo("a\uFFFDb");
	}

}
