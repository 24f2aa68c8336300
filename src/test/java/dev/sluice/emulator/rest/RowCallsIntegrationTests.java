package dev.sluice.emulator.rest;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import com.google.cloud.bigquery.BigQuery.TableDataListOption;
import com.google.cloud.bigquery.BigQueryException;
import com.google.cloud.bigquery.DatasetInfo;
import com.google.cloud.bigquery.Field;
import com.google.cloud.bigquery.Field.Mode;
import com.google.cloud.bigquery.FieldElementType;
import com.google.cloud.bigquery.FieldValue;
import com.google.cloud.bigquery.FieldValueList;
import com.google.cloud.bigquery.InsertAllRequest;
import com.google.cloud.bigquery.InsertAllResponse;
import com.google.cloud.bigquery.QueryJobConfiguration;
import com.google.cloud.bigquery.Schema;
import com.google.cloud.bigquery.StandardSQLTypeName;
import com.google.cloud.bigquery.StandardTableDefinition;
import com.google.cloud.bigquery.Table;
import com.google.cloud.bigquery.TableId;
import com.google.cloud.bigquery.TableInfo;
import com.google.cloud.bigquery.TableResult;
import com.google.cloud.bigquery.TimePartitioning;
import dev.sluice.emulator.fault.Effect;
import dev.sluice.emulator.fault.Fault;
import dev.sluice.emulator.fault.Setting;
import dev.sluice.emulator.fault.Trigger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for streaming inserts and for reading rows, with Google's own client.
 */
class RowCallsIntegrationTests extends OnEmulator {

	private static final Duration LAG = Duration.ofSeconds(2);

	@BeforeEach
	void createTable() {
		this.emulator.behavior().set(Setting.STALE_SPREAD, Duration.ZERO);
		this.bigQuery.create(DatasetInfo.of("shop"));
		create(Field.newBuilder("id", StandardSQLTypeName.INT64).setMode(Mode.REQUIRED).build(),
				Field.of("name", StandardSQLTypeName.STRING));
		this.emulator.clock().advance(LAG);
	}

	@Test
	void insertedRowsAreListedAndQueried() throws InterruptedException {
		InsertAllResponse response = insert(Map.of("id", 1, "name", "ann"), Map.of("id", "2"));

		assertThat(response.hasErrors()).isFalse();
		assertThat(list()).extracting((row) -> row.get("id").getLongValue()).containsExactly(1L, 2L);
		assertThat(list()).extracting((row) -> row.get("name").getValue()).containsExactly("ann", null);
		assertThat(query("SELECT COUNT(*) AS n FROM shop.orders").iterateAll()).singleElement()
			.satisfies((row) -> assertThat(row.get("n").getLongValue()).isEqualTo(2));
		Table table = this.bigQuery.getTable(ORDERS);
		StandardTableDefinition definition = table.getDefinition();
		assertThat(definition.getStreamingBuffer().getEstimatedRows()).isEqualTo(2);
		assertThat(table.getNumRows()).isZero();
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|',
			textBlock = """
					STRING     | ä'"             | ä'"
					INT64      | -9223372036854775808 | -9223372036854775808
					FLOAT64    | NaN             | NaN
					FLOAT64    | 1.5             | 1.5
					BOOL       | true            | true
					NUMERIC    | 12.50           | 12.5
					BIGNUMERIC | 578960446186580977117854925043439539266.34992332820282019728792003956564819967 | 578960446186580977117854925043439539266.34992332820282019728792003956564819967
					BIGNUMERIC | -0.00000000000000000000000000000000000001 | -0.00000000000000000000000000000000000001
					BYTES      | YWJj            | YWJj
					DATE       | 0001-01-01      | 0001-01-01
					TIME       | 10:11:12.500000 | 10:11:12.5
					DATETIME   | 2026-01-31 10:11:12.123456 | 2026-01-31T10:11:12.123456
					TIMESTAMP  | 2026-01-31 10:11:12.123456 UTC | 1769854272.123456
					TIMESTAMP  | 1769854272.5    | 1769854272.500000
					JSON       | {"a":[1]}       | {"a":[1]}
					GEOGRAPHY  | POINT(1 2)      | POINT(1 2)
					""")
	void valueIsReadBackAsItWasInserted(StandardSQLTypeName type, String value, String expected)
			throws InterruptedException {
		TableId types = TableId.of("local", "shop", "types");
		Field single = Field.of("v", type);
		Field many = Field.newBuilder("many", type).setMode(Mode.REPEATED).build();
		Field record = Field.of("record", StandardSQLTypeName.STRUCT, single, many);
		Field records = Field.newBuilder("records", StandardSQLTypeName.STRUCT, single, many)
			.setMode(Mode.REPEATED)
			.build();
		this.bigQuery.create(TableInfo.of(types, StandardTableDefinition.of(Schema.of(single, many, record, records))));
		this.emulator.clock().advance(LAG);
		Map<String, Object> inner = Map.of("v", value, "many", List.of(value));
		InsertAllRequest request = InsertAllRequest.newBuilder(types)
			.addRow(Map.of("v", value, "many", List.of(value, value), "record", inner, "records", List.of(inner)))
			.build();

		assertThat(this.bigQuery.insertAll(request).getInsertErrors()).isEmpty();

		for (TableResult rows : List.of(this.bigQuery.listTableData(types), query("SELECT * FROM shop.types"))) {
			FieldValueList row = rows.iterateAll().iterator().next();
			assertThat(row.get(0).getValue()).isEqualTo(expected);
			assertThat(row.get(1).getRepeatedValue()).extracting(FieldValue::getValue)
				.containsExactly(expected, expected);
			assertThat(row.get(2).getRecordValue().get(0).getValue()).isEqualTo(expected);
			assertThat(
					row.get(3).getRepeatedValue().get(0).getRecordValue().get(1).getRepeatedValue().get(0).getValue())
				.isEqualTo(expected);
		}
		assertThat(query("SELECT MAX(v), MAX(record) FROM shop.types").getSchema().getFields().get(0).getType())
			.isEqualTo(single.getType());
	}

	@Test
	void rangeIsReadBackAsItWasInserted() throws InterruptedException {
		TableId ranges = TableId.of("local", "shop", "ranges");
		Field range = Field.newBuilder("r", StandardSQLTypeName.RANGE)
			.setRangeElementType(FieldElementType.newBuilder().setType("DATE").build())
			.build();
		this.bigQuery.create(TableInfo.of(ranges, StandardTableDefinition.of(Schema.of(range))));
		this.emulator.clock().advance(LAG);

		this.bigQuery
			.insertAll(InsertAllRequest.newBuilder(ranges).addRow(Map.of("r", Map.of("start", "2026-01-01"))).build());

		assertThat(query("SELECT r FROM shop.ranges").iterateAll()).singleElement()
			.satisfies((row) -> assertThat(row.get(0).getRangeValue().getStart().getValue()).isEqualTo("2026-01-01"))
			.satisfies((row) -> assertThat(row.get(0).getRangeValue().getEnd().isNull()).isTrue());
	}

	@Test
	void badRowStopsTheGoodOnesBesideIt() {
		InsertAllResponse response = insert(Map.of("id", 1), Map.of("id", "x"), Map.of("name", "no id"));

		assertThat(response.getErrorsFor(0)).singleElement()
			.satisfies((error) -> assertThat(error.getReason()).isEqualTo("stopped"));
		assertThat(response.getErrorsFor(1)).singleElement()
			.satisfies((error) -> assertThat(error.getReason()).isEqualTo("invalid"))
			.satisfies((error) -> assertThat(error.getLocation()).isEqualTo("id"))
			.satisfies((error) -> assertThat(error.getMessage())
				.isEqualTo("Cannot convert value to integer (bad value): x"));
		assertThat(response.getErrorsFor(2)).singleElement()
			.satisfies((error) -> assertThat(error.getMessage()).isEqualTo("Missing required field: id."));
		assertThat(list()).isEmpty();
	}

	@Test
	void badRowIsSkippedIfWished() {
		InsertAllResponse response = this.bigQuery.insertAll(InsertAllRequest.newBuilder(ORDERS)
			.setSkipInvalidRows(true)
			.addRow(Map.of("id", "x"))
			.addRow(Map.of("id", 2))
			.build());

		assertThat(response.getInsertErrors()).containsOnlyKeys(0L);
		assertThat(list()).hasSize(1);
	}

	@Test
	void unknownFieldRejectsAllRowsUnlessIgnored() {
		InsertAllRequest.Builder rows = InsertAllRequest.newBuilder(ORDERS)
			.addRow(Map.of("id", 1, "nope", "x"))
			.addRow(Map.of("id", 2));

		InsertAllResponse response = this.bigQuery.insertAll(rows.setSkipInvalidRows(true).build());

		assertThat(response.getErrorsFor(0).get(0).getMessage()).isEqualTo("no such field: nope.");
		assertThat(response.getErrorsFor(1).get(0).getReason()).isEqualTo("stopped");
		assertThat(this.bigQuery.insertAll(rows.setIgnoreUnknownValues(true).build()).hasErrors()).isFalse();
		assertThat(list()).hasSize(2);
	}

	@Test
	void rowOutsideOfTheWindowOfItsPartitionColumnIsBad() {
		TableId days = TableId.of("local", "shop", "days");
		this.bigQuery.create(TableInfo.of(days,
				StandardTableDefinition.newBuilder()
					.setSchema(Schema.of(Field.of("day", StandardSQLTypeName.DATE)))
					.setTimePartitioning(TimePartitioning.newBuilder(TimePartitioning.Type.DAY).setField("day").build())
					.build()));
		this.emulator.clock().advance(LAG);

		InsertAllResponse response = this.bigQuery.insertAll(InsertAllRequest.newBuilder(days)
			.setSkipInvalidRows(true)
			.addRow(Map.of("day", "1900-01-01"))
			.addRow(Map.of("day", "2026-11-20"))
			.build());

		assertThat(response.getInsertErrors()).containsOnlyKeys(0L);
		assertThat(response.getErrorsFor(0)).singleElement()
			.satisfies((error) -> assertThat(error.getLocation()).isEqualTo("day"))
			.satisfies((error) -> assertThat(error.getMessage()).contains("is outside the allowed bounds"));
	}

	@Test
	void rowWithAKnownIdIsInsertedOnce() {
		InsertAllRequest request = InsertAllRequest.newBuilder(ORDERS).addRow("a", Map.of("id", 1)).build();

		this.bigQuery.insertAll(request);
		this.bigQuery.insertAll(request);

		assertThat(list()).hasSize(1);
		this.emulator.clock().advance(Duration.ofMinutes(2));
		this.bigQuery.insertAll(request);
		assertThat(list()).hasSize(2);
	}

	@Test
	void requestBeyondTheLimitsIsRefused() {
		InsertAllRequest large = InsertAllRequest.newBuilder(ORDERS)
			.addRow(Map.of("id", 1, "name", "x".repeat(11 << 20)))
			.build();
		InsertAllRequest.Builder many = InsertAllRequest.newBuilder(ORDERS);
		IntStream.rangeClosed(0, 50_000).forEach((id) -> many.addRow(Map.of("id", id)));

		assertThatExceptionOfType(BigQueryException.class).isThrownBy(() -> this.bigQuery.insertAll(large))
			.satisfies((ex) -> assertThat(ex.getCode()).isEqualTo(413));
		assertThatExceptionOfType(BigQueryException.class).isThrownBy(() -> this.bigQuery.insertAll(many.build()))
			.withMessage("too many rows present in the request, limit: 50000 row count: 50001.");
		assertThat(list()).isEmpty();
	}

	@Test
	void newTableIsNotFoundUntilTheWritePathSeesIt() {
		TableId fresh = TableId.of("local", "shop", "fresh");
		this.bigQuery.create(
				TableInfo.of(fresh, StandardTableDefinition.of(Schema.of(Field.of("id", StandardSQLTypeName.INT64)))));
		InsertAllRequest request = InsertAllRequest.newBuilder(fresh).addRow(Map.of("id", 1)).build();

		assertThatExceptionOfType(BigQueryException.class).isThrownBy(() -> this.bigQuery.insertAll(request))
			.withMessage("Not found: Table local:shop.fresh")
			.satisfies((error) -> assertThat(error.getCode()).isEqualTo(404));
		this.emulator.clock().advance(LAG);
		assertThat(this.bigQuery.insertAll(request).hasErrors()).isFalse();
	}

	@Test
	void newColumnIsUnknownNowAndThenWhileTheChangeSpreads() {
		this.emulator.behavior().set(Setting.STALE_SPREAD, Duration.ofSeconds(30));
		this.emulator.clock().advance(Duration.ofSeconds(30));
		this.bigQuery.getTable(ORDERS)
			.toBuilder()
			.setDefinition(StandardTableDefinition
				.of(Schema.of(Field.newBuilder("id", StandardSQLTypeName.INT64).setMode(Mode.REQUIRED).build(),
						Field.of("name", StandardSQLTypeName.STRING), Field.of("city", StandardSQLTypeName.STRING))))
			.build()
			.update();
		this.emulator.clock().advance(LAG);

		boolean first = insert(Map.of("id", 1, "city", "Oslo")).hasErrors();
		boolean second = insert(Map.of("id", 2, "city", "Oslo")).hasErrors();

		assertThat(first).isNotEqualTo(second);
		this.emulator.clock().advance(Duration.ofSeconds(30));
		assertThat(insert(Map.of("id", 3, "city", "Oslo")).hasErrors()).isFalse();
		assertThat(insert(Map.of("id", 4, "city", "Oslo")).hasErrors()).isFalse();
	}

	@Test
	void rowsAreReadInPages() throws InterruptedException {
		InsertAllRequest.Builder rows = InsertAllRequest.newBuilder(ORDERS);
		for (int i = 0; i < 25; i++) {
			rows.addRow(Map.of("id", i));
		}
		this.bigQuery.insertAll(rows.build());

		TableResult listed = this.bigQuery.listTableData(ORDERS, TableDataListOption.pageSize(10));
		TableResult queried = query("SELECT id FROM shop.orders ORDER BY id DESC");

		assertThat(listed.getTotalRows()).isEqualTo(25);
		assertThat(listed.getValues()).hasSize(10);
		assertThat(listed.iterateAll()).hasSize(25);
		assertThat(queried.iterateAll()).first()
			.satisfies((row) -> assertThat(row.get(0).getLongValue()).isEqualTo(24));
	}

	@Test
	void faultRefusesGoodRows() {
		this.emulator.faults()
			.add(Fault.on("tabledata.insertAll", new Effect.RefuseRows(List.of(1), 1, "no luck", 0))
				.when(Trigger.first(1)));

		InsertAllResponse response = insert(Map.of("id", 1), Map.of("id", 2));

		assertThat(response.getErrorsFor(1)).singleElement()
			.satisfies((error) -> assertThat(error.getMessage()).isEqualTo("no luck"));
		assertThat(this.emulator.calls().calls("tabledata.insertAll")).singleElement()
			.satisfies((call) -> assertThat(call.rows()).isEqualTo(2));
	}

	private void create(Field... fields) {
		this.bigQuery.create(TableInfo.of(ORDERS, StandardTableDefinition.of(Schema.of(fields))));
	}

	@SafeVarargs
	private InsertAllResponse insert(Map<String, Object>... rows) {
		InsertAllRequest.Builder request = InsertAllRequest.newBuilder(ORDERS);
		for (Map<String, Object> row : rows) {
			request.addRow(row);
		}
		return this.bigQuery.insertAll(request.build());
	}

	private Iterable<FieldValueList> list() {
		return this.bigQuery.listTableData(ORDERS, this.bigQuery.getTable(ORDERS).getDefinition().getSchema())
			.iterateAll();
	}

	private TableResult query(String sql) throws InterruptedException {
		return this.bigQuery.query(QueryJobConfiguration.of(sql));
	}

}
