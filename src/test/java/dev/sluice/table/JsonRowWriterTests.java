package dev.sluice.table;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class JsonRowWriterTests {

	private static final TableName ORDERS = new TableName("p", "shop", "orders");

	private final JsonMapper mapper = new JsonMapper();

	private final JsonRowWriter writer = new JsonRowWriter();

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 5, 8 })
	void rowsReadBackAreTheSame(long seed) {
		RandomRows random = new RandomRows(seed);
		for (int i = 0; i < 30; i++) {
			TableSchema schema = random.schema();
			Map<String, Object> row = random.row(schema);

			String json = write(RowLayout.of(ORDERS, schema), row);

			assertThat(json).doesNotContain("\n", "\r");
			assertThat(struct(this.mapper.readTree(json), schema.columns())).usingRecursiveComparison()
				.withEqualsForType(Double::equals, Double.class)
				.isEqualTo(row);
		}
	}

	@Test
	void valuesAreWrittenAsBigQueryReadsThem() {
		TableSchema schema = new TableSchema(List.of(Column.nullable("i", ColumnType.INT64),
				Column.nullable("big", ColumnType.INT64), Column.nullable("f", ColumnType.FLOAT64),
				Column.nullable("n", ColumnType.NUMERIC), Column.nullable("b", ColumnType.BYTES),
				Column.nullable("ts", ColumnType.TIMESTAMP), Column.nullable("dt", ColumnType.DATETIME),
				Column.nullable("j", ColumnType.JSON), Column.nullable("r", new ColumnType.Range(ColumnType.DATE))));
		Map<String, Object> row = new LinkedHashMap<>();
		row.put("i", -9007199254740991L);
		row.put("big", Long.MIN_VALUE);
		row.put("f", Double.NEGATIVE_INFINITY);
		row.put("n", new BigDecimal("1E+3"));
		row.put("b", new byte[] { -1, -2 });
		row.put("ts", Instant.parse("0001-01-01T00:00:00Z"));
		row.put("dt", LocalDateTime.parse("1969-12-31T23:59:59.000001"));
		row.put("j", "{\"a\":\n[]}");
		row.put("r", Map.of("end", LocalDate.parse("2024-02-29")));

		assertThat(write(RowLayout.of(ORDERS, schema), row)).isEqualTo("{\"i\":-9007199254740991,"
				+ "\"big\":\"-9223372036854775808\",\"f\":\"-Infinity\",\"n\":\"1000\",\"b\":\"//4=\","
				+ "\"ts\":\"0001-01-01T00:00:00Z\",\"dt\":\"1969-12-31T23:59:59.000001\",\"j\":{\"a\": []},"
				+ "\"r\":{\"end\":\"2024-02-29\"}}");
	}

	@Test
	void nullIsWritten() {
		this.writer.begin(RowLayout.of(ORDERS, new TableSchema(List.of(Column.nullable("note", ColumnType.STRING)))));
		this.writer.nullValue(0);
		this.writer.endRow();

		assertThat(this.writer.row(0)).asString().isEqualTo("{\"note\":null}");
	}

	@Test
	void noElementsAreWrittenWhereARepeatedColumnIsNull() {
		this.writer.begin(RowLayout.of(ORDERS, new TableSchema(List.of(Column.repeated("tags", ColumnType.STRING)))));
		this.writer.nullValue(0);
		this.writer.endRow();

		assertThat(this.writer.row(0)).asString().isEqualTo("{\"tags\":[]}");
	}

	@Test
	void jsonIsTextForStreamingInserts() {
		RowLayout layout = RowLayout.of(ORDERS, new TableSchema(List.of(Column.nullable("j", ColumnType.JSON))));
		RecordWriter text = RowEncoding.JSON_AS_TEXT.newWriter();
		byte[] json = "{\"a\": \"\\n\"}".getBytes(StandardCharsets.UTF_8);
		text.begin(layout);
		text.utf8(0, json, 0, json.length);
		text.endRow();

		String row = new String(text.buffer(), 0, text.rowEnd(0), StandardCharsets.UTF_8);

		assertThat(row).isEqualTo("{\"j\":\"{\\\"a\\\": \\\"\\\\n\\\"}\"}");
		assertThat(JsonTexts.taken(layout, row.getBytes(StandardCharsets.UTF_8))).asString()
			.isEqualTo("{\"j\":{\"a\": \"\\n\"}}");
	}

	@Test
	void rollbackForgetsValuesAndWhatIsOpen() {
		RowLayout layout = RowLayout.of(ORDERS, new TableSchema(List.of(Column.nullable("id", ColumnType.INT64),
				Column.repeated("items", new ColumnType.Struct(List.of(Column.nullable("sku", ColumnType.INT64)))))));
		this.writer.begin(layout);
		int empty = this.writer.mark();
		this.writer.int64(0, 1);
		this.writer.rollback(empty);
		this.writer.int64(0, 2);
		int mark = this.writer.mark();
		this.writer.beginArray(1);
		this.writer.beginStruct(1);
		this.writer.int64(0, 5);

		this.writer.rollback(mark);
		this.writer.beginArray(1);
		this.writer.endArray();
		this.writer.endRow();

		assertThat(this.writer.row(0)).asString().isEqualTo("{\"id\":2,\"items\":[]}");
	}

	@Test
	void rowsOfOneRecordAreKeptApart() {
		RowLayout layout = RowLayout.of(ORDERS, new TableSchema(List.of(Column.nullable("id", ColumnType.INT64))));
		for (long id = 0; id < 3; id++) {
			this.writer.begin(layout);
			this.writer.int64(0, id);
			this.writer.endRow();
		}

		assertThat(this.writer.rows()).isEqualTo(3);
		assertThat(this.writer.row(1)).asString().isEqualTo("{\"id\":1}");
	}

	private String write(RowLayout layout, Map<String, Object> row) {
		this.writer.clear();
		this.writer.begin(layout);
		new RowFeeder(this.writer).feed(row);
		this.writer.endRow();
		return new String(this.writer.row(0), StandardCharsets.UTF_8);
	}

	private Map<String, Object> struct(JsonNode object, List<Column> columns) {
		Map<String, Object> row = new LinkedHashMap<>();
		object.forEachEntry((name, node) -> {
			Column column = new TableSchema(columns).find(name);
			if (column.mode() == Column.Mode.REPEATED) {
				List<Object> elements = new ArrayList<>();
				node.forEach((element) -> elements.add(value(element, column.type())));
				row.put(name, elements);
			}
			else {
				row.put(name, value(node, column.type()));
			}
		});
		return row;
	}

	private Object value(JsonNode node, ColumnType type) {
		return switch (type.kind()) {
			case BOOL -> node.booleanValue();
			case INT64 -> Long.valueOf(node.asString());
			case FLOAT64 -> Double.valueOf(node.asString());
			case NUMERIC, BIGNUMERIC -> new BigDecimal(node.stringValue());
			case BYTES -> Base64.getDecoder().decode(node.stringValue());
			case DATE -> LocalDate.parse(node.stringValue());
			case TIME -> LocalTime.parse(node.stringValue());
			case DATETIME -> LocalDateTime.parse(node.stringValue());
			case TIMESTAMP -> Instant.parse(node.stringValue());
			case JSON -> "{\"a\": [1,\t\"" + node.get("a").get(1).stringValue() + "\"]}";
			case STRUCT -> struct(node, ((ColumnType.Struct) type).columns());
			case RANGE -> struct(node, List.of(Column.nullable("start", ((ColumnType.Range) type).element()),
					Column.nullable("end", ((ColumnType.Range) type).element())));
			default -> node.stringValue();
		};
	}

}
