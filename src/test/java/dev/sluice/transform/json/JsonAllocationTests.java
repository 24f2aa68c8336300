package dev.sluice.transform.json;

import java.lang.management.ManagementFactory;
import java.util.List;

import com.sun.management.ThreadMXBean;
import dev.sluice.fixtures.GoodRows;
import dev.sluice.fixtures.OneRecord;
import dev.sluice.table.Column;
import dev.sluice.table.ColumnType;
import dev.sluice.table.RowWriter;
import dev.sluice.table.TableName;
import dev.sluice.table.WireRowWriter;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what common records cost in memory: nothing.
 */
class JsonAllocationTests {

	private static final ColumnType GEO = new ColumnType.Struct(
			List.of(Column.nullable("city", ColumnType.STRING), Column.nullable("latitude", ColumnType.FLOAT64)));

	private static final String RECORD = """
			{"id":%d,"name":"Caf\\u00e9 Zoë","at":"2024-05-17T12:34:56.789Z","day":"2024-05-17","price":19.99,"score":0.1234,
			"geo":{"city":"Köln","latitude":50.9375},"tags":["a","b"],"payload":{"a":[1,{"b":null}]},"paid":true,
			"hash":"QUJD"}""";

	private final JsonWorld world = JsonWorld.of(Column.nullable("id", ColumnType.INT64),
			Column.nullable("name", ColumnType.STRING), Column.nullable("at", ColumnType.TIMESTAMP),
			Column.nullable("day", ColumnType.DATE), Column.nullable("price", ColumnType.NUMERIC),
			Column.nullable("score", ColumnType.FLOAT64), Column.nullable("geo", GEO),
			Column.repeated("tags", ColumnType.STRING), Column.nullable("payload", ColumnType.JSON),
			Column.nullable("paid", ColumnType.BOOL), Column.nullable("hash", ColumnType.BYTES));

	private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

	@Test
	void allocatesNothingForACommonRecord() {
		OneRecord[] records = new OneRecord[2000];
		for (int i = 0; i < records.length; i++) {
			records[i] = OneRecord.of("orders", 0, i, RECORD.formatted(i));
		}
		ForgetfulSink sink = new ForgetfulSink();
		transform(records, sink);

		long before = this.threads.getCurrentThreadAllocatedBytes();
		transform(records, sink);
		long allocated = this.threads.getCurrentThreadAllocatedBytes() - before;

		assertThat(allocated / records.length).isZero();
	}

	private void transform(OneRecord[] records, ForgetfulSink sink) {
		for (OneRecord record : records) {
			this.world.transform().transform(record, 0, sink);
			sink.writer.endRow();
			sink.writer.clear();
		}
	}

	/** Writes rows and forgets them. */
	private final class ForgetfulSink implements GoodRows {

		private final WireRowWriter writer = new WireRowWriter();

		@Override
		public RowWriter row(TableName table) {
			this.writer.begin(JsonAllocationTests.this.world.layout());
			return this.writer;
		}

	}

}
