package dev.sluice.table;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import dev.sluice.fixtures.GoodRows;
import dev.sluice.record.RecordBatch;
import dev.sluice.transform.ColumnsProperties;
import dev.sluice.transform.OnNullValue;
import dev.sluice.transform.OnTypeConflict;
import dev.sluice.transform.OnUnknownField;
import dev.sluice.transform.SourceColumns;
import dev.sluice.transform.TemplateTableRouter;
import dev.sluice.transform.Transform;
import dev.sluice.transform.TransformContext;
import dev.sluice.transform.Transforms;
import dev.sluice.transform.json.JsonProperties;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.annotation.AnnotationConfigApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Rows that were kept as JSON are the same rows when they are read again.
 */
class JsonRoundTripTests {

	private static final TableName ORDERS = new TableName("p", "shop", "orders");

	private final JsonRowWriter json = new JsonRowWriter();

	private final WireRowWriter wire = new WireRowWriter();

	private final Transform transform = transform();

	@ParameterizedTest
	@ValueSource(longs = { 11, 12, 13, 15, 18 })
	void rowsReadFromTheirJsonAreTheSame(long seed) {
		RandomRows random = new RandomRows(seed);
		for (int i = 0; i < 200; i++) {
			TableSchema schema = random.schema();
			RowLayout layout = RowLayout.of(ORDERS, schema);
			Map<String, Object> row = random.row(schema);

			byte[] again = read(layout, json(layout, row));

			assertThat(again).describedAs("%s of %s", row, schema).isEqualTo(wire(layout, row));
		}
	}

	@ParameterizedTest
	@ValueSource(longs = { 21, 22, 23 })
	void rowsWhoseJsonIsTakenOutOfItsTextAreTheSame(long seed) {
		RandomRows random = new RandomRows(seed);
		for (int i = 0; i < 100; i++) {
			TableSchema schema = random.schema();
			RowLayout layout = RowLayout.of(ORDERS, schema);
			Map<String, Object> row = random.row(schema);

			byte[] taken = JsonTexts.taken(layout, text(layout, row));

			assertThat(read(layout, taken)).describedAs("%s of %s", row, schema).isEqualTo(wire(layout, row));
		}
	}

	private static byte[] text(RowLayout layout, Map<String, Object> row) {
		RecordWriter writer = RowEncoding.JSON_AS_TEXT.newWriter();
		writer.begin(layout);
		new RowFeeder(writer).feed(row);
		writer.endRow();
		return Arrays.copyOfRange(writer.buffer(), writer.rowStart(0), writer.rowEnd(0));
	}

	private byte[] json(RowLayout layout, Map<String, Object> row) {
		this.json.clear();
		this.json.begin(layout);
		new RowFeeder(this.json).feed(row);
		this.json.endRow();
		return this.json.row(0);
	}

	private byte[] wire(RowLayout layout, Map<String, Object> row) {
		this.wire.clear();
		this.wire.begin(layout);
		new RowFeeder(this.wire).feed(row);
		return endRow();
	}

	private byte[] read(RowLayout layout, byte[] json) {
		this.wire.clear();
		this.transform.transform(new OneValue(json), 0, new LayoutSink(layout));
		return endRow();
	}

	private byte[] endRow() {
		assertThat(this.wire.endRow()).isNull();
		return Arrays.copyOf(this.wire.buffer(), this.wire.rowEnd(0));
	}

	private static Transform transform() {
		SourceColumns noColumns = new SourceColumns(new ColumnsProperties(null, null, null, null, null, null, null,
				ColumnsProperties.RawType.BYTES, "overflow"));
		JsonProperties.Timestamp timestamps = new JsonProperties.Timestamp(JsonProperties.ExcessDigits.DEAD_LETTER,
				JsonProperties.EpochUnit.MS);
		JsonProperties settings = new JsonProperties(false, timestamps, JsonProperties.Arrays.DEAD_LETTER,
				JsonProperties.Decimals.FLOAT64, true, JsonProperties.Nested.STRUCT);
		TransformContext context = new TransformContext(new TemplateTableRouter("shop.orders", "p", null, 1), noColumns,
				"overflow", OnUnknownField.DEAD_LETTER, OnTypeConflict.DEAD_LETTER, OnNullValue.DEAD_LETTER,
				List.of(settings));
		try (var beans = new AnnotationConfigApplicationContext("dev.sluice.transform")) {
			return beans.getBean(Transforms.class).create("json", context);
		}
	}

	private final class LayoutSink implements GoodRows {

		private final RowLayout layout;

		private LayoutSink(RowLayout layout) {
			this.layout = layout;
		}

		@Override
		public RowWriter row(TableName table) {
			JsonRoundTripTests.this.wire.begin(this.layout);
			return JsonRoundTripTests.this.wire;
		}

	}

	private static final class OneValue implements RecordBatch {

		private final byte[] bytes;

		private OneValue(byte[] bytes) {
			this.bytes = bytes;
		}

		@Override
		public String topic() {
			return "orders";
		}

		@Override
		public int partition() {
			return 0;
		}

		@Override
		public int size() {
			return 1;
		}

		@Override
		public long offset(int index) {
			return 0;
		}

		@Override
		public long timestamp(int index) {
			return -1;
		}

		@Override
		public byte @Nullable [] key(int index) {
			return null;
		}

		@Override
		public byte[] value(int index) {
			return this.bytes;
		}

		@Override
		public void headers(int index, HeaderVisitor visitor) {
			// It has none.
		}

		@Override
		public long nextOffset() {
			return 1;
		}

	}

}
