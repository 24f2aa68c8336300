package dev.sluice.table;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.DynamicMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class WireRowWriterTests {

	private static final TableName ORDERS = new TableName("p", "shop", "orders");

	private final WireRowWriter writer = new WireRowWriter();

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 5, 8 })
	void rowsAreTheBytesThatGooglesEncodersMake(long seed) throws Exception {
		RandomRows random = new RandomRows(seed);
		for (int i = 0; i < 40; i++) {
			TableSchema schema = random.schema();
			RowLayout layout = RowLayout.of(ORDERS, schema);
			Descriptor descriptor = GoogleEncoding.descriptor(schema);
			for (int j = 0; j < 10; j++) {
				Map<String, Object> row = random.row(schema);

				byte[] bytes = write(layout, row);

				assertThat(bytes).describedAs("%s of %s", row, schema)
					.isEqualTo(GoogleEncoding.message(descriptor, schema, row).toByteArray());
			}
		}
	}

	@Test
	void emptyValuesArePresent() throws Exception {
		TableSchema schema = schema(ColumnType.BOOL, ColumnType.INT64, ColumnType.FLOAT64, ColumnType.STRING,
				ColumnType.BYTES, ColumnType.NUMERIC, ColumnType.DATE);
		Map<String, Object> row = new LinkedHashMap<>();
		List<Object> values = List.of(false, 0L, 0.0, "", new byte[0], BigDecimal.ZERO, LocalDate.EPOCH);
		for (int i = 0; i < values.size(); i++) {
			row.put("c" + i, values.get(i));
		}

		DynamicMessage message = DynamicMessage.parseFrom(GoogleEncoding.descriptor(schema),
				write(RowLayout.of(ORDERS, schema), row));

		assertThat(message.getAllFields()).hasSize(values.size());
	}

	@Test
	void decimalsReachTheEndsOfTheirRanges() throws Exception {
		TableSchema schema = schema(ColumnType.NUMERIC, ColumnType.NUMERIC, ColumnType.BIGNUMERIC,
				ColumnType.BIGNUMERIC);
		BigDecimal numeric = new BigDecimal("99999999999999999999999999999.999999999");
		BigDecimal bignumeric = new BigDecimal(
				"578960446186580977117854925043439539266.34992332820282019728792003956564819967");
		Map<String, Object> row = new TreeMap<>(
				Map.of("c0", numeric, "c1", numeric.negate(), "c2", bignumeric, "c3", bignumeric.negate()));

		byte[] bytes = write(RowLayout.of(ORDERS, schema), row);

		assertThat(bytes)
			.isEqualTo(GoogleEncoding.message(GoogleEncoding.descriptor(schema), schema, row).toByteArray());
	}

	@ParameterizedTest
	@CsvSource({ "9223372036854775807, 0", "-9223372036854775808, 0", "9223372036854775807, 9", "-128, 9", "127, 9",
			"128, 9", "-129, 9", "9223372037, 0", "9223372036, 0", "5, -20" })
	void decimalsOfLongsEqualBigDecimals(long unscaled, int scale) {
		RowLayout layout = RowLayout.of(ORDERS, schema(ColumnType.NUMERIC, ColumnType.NUMERIC));
		this.writer.begin(layout);
		this.writer.decimal(0, unscaled, scale);
		this.writer.endRow();
		this.writer.begin(layout);
		this.writer.decimal(0, BigDecimal.valueOf(unscaled, scale));
		this.writer.endRow();

		assertThat(row(0)).isEqualTo(row(1));
	}

	@Test
	void deepStructsOfAnyLengthAreClosedRightly() throws Exception {
		TableSchema schema = schema(ColumnType.STRING);
		Map<String, Object> row = Map.of("c0", "x".repeat(100));
		for (int depth = 0; depth < TableSchema.MAX_DEPTH; depth++) {
			schema = schema(new ColumnType.Struct(schema.columns()));
			row = Map.of("c0", row);
		}

		byte[] bytes = write(RowLayout.of(ORDERS, schema), row);

		assertThat(bytes)
			.isEqualTo(GoogleEncoding.message(GoogleEncoding.descriptor(schema), schema, row).toByteArray());
	}

	@Test
	void rollbackForgetsValuesAndOpenStructs() {
		RowLayout layout = RowLayout.of(ORDERS, new TableSchema(List.of(Column.nullable("id", ColumnType.INT64),
				Column.nullable("item", new ColumnType.Struct(List.of(Column.nullable("id", ColumnType.INT64), Column
					.nullable("more", new ColumnType.Struct(List.of(Column.nullable("id", ColumnType.INT64))))))))));
		byte[] expected = write(layout, Map.of("id", 1L));
		this.writer.begin(layout);
		this.writer.int64(0, 1);
		int mark = this.writer.mark();
		this.writer.beginStruct(1);
		this.writer.int64(0, 2);
		this.writer.beginStruct(1);
		this.writer.int64(0, 3);

		this.writer.rollback(mark);

		assertThat(this.writer.layout()).isSameAs(layout);
		this.writer.endRow();
		assertThat(row(0)).isEqualTo(expected);
	}

	@Test
	void rollbackInsideStructLeavesItOpen() {
		RowLayout layout = RowLayout.of(ORDERS,
				schema(new ColumnType.Struct(List.of(Column.nullable("a", ColumnType.INT64)))));
		byte[] expected = write(layout, Map.of("c0", Map.of()));
		this.writer.begin(layout);
		this.writer.beginStruct(0);
		int mark = this.writer.mark();
		this.writer.int64(0, 5);

		this.writer.rollback(mark);
		this.writer.endStruct();
		this.writer.endRow();

		assertThat(row(0)).isEqualTo(expected);
	}

	@Test
	void endRowNamesTheFirstRequiredColumnWithoutValue() {
		RowLayout layout = RowLayout.of(ORDERS, new TableSchema(List.of(Column.nullable("note", ColumnType.STRING),
				Column.required("id", ColumnType.INT64),
				Column.repeated("items", new ColumnType.Struct(List.of(Column.required("sku", ColumnType.STRING)))))));

		assertThat(missing(layout, Map.of("note", "x"))).isEqualTo(FieldPath.of("id"));
		assertThat(missing(layout, Map.of("id", 1L))).isNull();
		assertThat(missing(layout, Map.of("id", 1L, "items", List.of(Map.of("sku", "a"))))).isNull();
		assertThat(missing(layout, Map.of("id", 1L, "items", List.of(Map.of("sku", "a"), Map.of()))))
			.isEqualTo(FieldPath.of("items", "sku"));
	}

	@Test
	void nullsOfColumnsWithDefaultLeaveNoBytes() {
		RowLayout layout = RowLayout.of(ORDERS, new TableSchema(
				List.of(withDefault("state"), withDefault("source"), Column.nullable("note", ColumnType.STRING))));
		byte[] expected = write(layout, Map.of("source", "web"));
		this.writer.begin(layout);
		this.writer.nullValue(0);
		this.writer.nullValue(2);
		utf8(1, "web");
		this.writer.endRow();

		assertThat(row(0)).isEqualTo(expected);
	}

	@Test
	void clearForgetsRowsThatHaveNotEnded() {
		RowLayout layout = RowLayout.of(ORDERS, new TableSchema(List.of(withDefault("state"))));
		this.writer.begin(layout);
		utf8(0, "x".repeat(3_000_000));
		this.writer.endRow();
		this.writer.begin(layout);
		this.writer.nullValue(0);

		this.writer.clear();

		assertThat(this.writer.rows()).isZero();
		assertThat(this.writer.buffer().length).isLessThan(1_000_000);
		assertThat(write(layout, Map.of())).isEmpty();
	}

	@Test
	void endRowRefusesAnOpenStruct() {
		this.writer.begin(RowLayout.of(ORDERS, schema(new ColumnType.Struct(List.of()))));
		this.writer.beginStruct(0);

		assertThatIllegalStateException().isThrownBy(this.writer::endRow);
	}

	private byte[] write(RowLayout layout, Map<String, Object> row) {
		this.writer.clear();
		assertThat(missing(layout, row)).isNull();
		byte[] bytes = row(this.writer.rows() - 1);
		this.writer.clear();
		return bytes;
	}

	private FieldPath missing(RowLayout layout, Map<String, Object> row) {
		this.writer.begin(layout);
		new RowFeeder(this.writer).feed(row);
		return this.writer.endRow();
	}

	private byte[] row(int row) {
		return Arrays.copyOfRange(this.writer.buffer(), this.writer.rowStart(row), this.writer.rowEnd(row));
	}

	private void utf8(int field, String text) {
		byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
		this.writer.utf8(field, utf8, 0, utf8.length);
	}

	private static Column withDefault(String name) {
		return new Column(name, ColumnType.STRING, Column.Mode.NULLABLE, "'?'", null);
	}

	private static TableSchema schema(ColumnType... types) {
		Column[] columns = new Column[types.length];
		Arrays.setAll(columns, (i) -> Column.nullable("c" + i, types[i]));
		return new TableSchema(List.of(columns));
	}

}
