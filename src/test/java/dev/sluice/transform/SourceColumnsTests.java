package dev.sluice.transform;

import java.util.List;

import dev.sluice.fixtures.OneRecord;
import dev.sluice.record.Failure;
import dev.sluice.record.Reason;
import dev.sluice.table.Column;
import dev.sluice.table.ColumnType;
import dev.sluice.table.RowWriter;
import dev.sluice.table.TableName;
import dev.sluice.transform.ColumnsProperties.RawType;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SourceColumnsTests {

	private static final TableName ORDERS = new TableName("p", "shop", "orders");

	private static final byte[] NO_TEXT = { (byte) 0xC3, 0x28 };

	private final SourceColumns all = new SourceColumns(new ColumnsProperties("topic", "partition", "offset",
			"timestamp", "key", "headers", "raw", RawType.STRING, "overflow"));

	@Test
	void everythingIsWritten() {
		SeenSink sink = new SeenSink(this.all.columns().toArray(new Column[0]));

		write(OneRecord.of("orders").withHeaders("a", "1", "a", "2"), sink);

		assertThat(sink.row()).isEqualTo("{\"topic\":\"orders\",\"partition\":3,\"offset\":42,"
				+ "\"timestamp\":\"2023-11-14T22:13:20.123000Z\",\"key\":\"a2V5\","
				+ "\"headers\":[{\"key\":\"a\",\"value\":\"MQ==\"},{\"key\":\"a\",\"value\":\"Mg==\"}],\"raw\":\"value\"}");
	}

	@Test
	void whatTheRecordLacksIsNull() {
		SeenSink sink = new SeenSink(Column.nullable("key", ColumnType.STRING),
				Column.nullable("timestamp", ColumnType.TIMESTAMP), Column.nullable("raw", ColumnType.JSON));

		write(OneRecord.of("orders").withKey(null).withValue(null).withTimestamp(-1), sink);

		assertThat(sink.row()).isEqualTo("{\"timestamp\":null,\"key\":null,\"raw\":null}");
	}

	@Test
	void columnsThatTheTableLacksAreMissing() {
		SeenSink sink = new SeenSink(Column.nullable("offset", ColumnType.INT64));

		write(OneRecord.of("orders"), sink);

		assertThat(sink.missing).extracting(Column::name)
			.containsExactly("topic", "partition", "timestamp", "key", "headers", "raw");
		assertThat(sink.missing).contains(Column.nullable("key", ColumnType.BYTES),
				Column.nullable("raw", ColumnType.STRING));
	}

	@Test
	void columnOfUnfitTypeMakesTheRecordBad() {
		SeenSink sink = new SeenSink(Column.nullable("offset", ColumnType.STRING));

		write(OneRecord.of("orders"), sink);

		assertThat(sink.failures).containsExactly(new Failure(Reason.WRONG_TYPE,
				"column 'offset' is STRING, which cannot hold the record's offset", "offset"));
	}

	@Test
	void bytesInStringColumnMakeTheRecordBad() {
		SeenSink sink = new SeenSink(Column.nullable("key", ColumnType.STRING));

		write(OneRecord.of("orders").withKey(NO_TEXT), sink);

		assertThat(sink.failures).containsExactly(
				new Failure(Reason.WRONG_TYPE, "the record's key is not UTF-8, which column 'key' needs", "key"));
	}

	@Test
	void timestampBehindTheLastYearMakesTheRecordBad() {
		SeenSink sink = new SeenSink(Column.nullable("timestamp", ColumnType.TIMESTAMP));

		write(OneRecord.of("orders").withTimestamp(253_402_300_800_000L), sink);

		assertThat(sink.failures).extracting(Failure::reason).containsExactly(Reason.OUT_OF_RANGE);
	}

	@Test
	void noneAreTheDefault() {
		SourceColumns none = new SourceColumns(
				new ColumnsProperties(null, null, null, null, null, null, null, RawType.BYTES, "overflow"));

		assertThat(none.columns()).isEqualTo(List.of());
	}

	private void write(OneRecord batch, SeenSink sink) {
		RowWriter row = sink.row(ORDERS);
		this.all.writer().write(batch, 0, row, sink);
	}

}
