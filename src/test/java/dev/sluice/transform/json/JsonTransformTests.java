package dev.sluice.transform.json;

import java.util.List;

import dev.sluice.record.Reason;
import dev.sluice.table.Column;
import dev.sluice.table.ColumnType;
import dev.sluice.table.TableName;
import dev.sluice.transform.ColumnsProperties;
import dev.sluice.transform.OnTypeConflict;
import dev.sluice.transform.OnUnknownField;
import dev.sluice.transform.json.JsonProperties.Arrays;
import dev.sluice.transform.json.JsonProperties.EpochUnit;
import dev.sluice.transform.json.JsonProperties.ExcessDigits;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link JsonTransform}.
 */
class JsonTransformTests {

	private static final Column ID = Column.nullable("id", ColumnType.INT64);

	private static final Column AT = Column.nullable("at", ColumnType.TIMESTAMP);

	@Test
	void tellsNullFromAbsent() {
		JsonWorld world = JsonWorld.of(ID, Column.repeated("tags", ColumnType.STRING), AT,
				Column.nullable("json", ColumnType.JSON));

		assertThat(world.transform("{\"at\":null,\"tags\":null,\"json\":null}").row())
			.isEqualTo("{\"at\":null,\"tags\":[],\"json\":null}");
		assertThat(world.transform("{}").row()).isEqualTo("{}");
	}

	@Test
	void takesNoSingleValueForAnArray() {
		JsonWorld world = JsonWorld.of(Column.repeated("tags", ColumnType.STRING));

		assertThat(world.transform("{\"tags\":\"a\"}").failure().message())
			.isEqualTo("tags: the string is no array, at byte 8");
		assertThat(world.transform("{\"tags\":[]}").row()).isEqualTo("{\"tags\":[]}");
		assertThat(world.transform("{\"tags\":[[\"a\"]]}").reason()).isEqualTo(Reason.WRONG_TYPE);
	}

	@Test
	void takesObjectsAsTextIfToldSo() {
		JsonWorld world = JsonWorld.of(properties(true, ExcessDigits.DEAD_LETTER, EpochUnit.MS, Arrays.DEAD_LETTER),
				Column.nullable("text", ColumnType.STRING));

		assertThat(world.transform("{\"text\":{\"a\": [1]}}").row()).isEqualTo("{\"text\":\"{\\\"a\\\": [1]}\"}");
		assertThat(world.transform("{\"text\":[1, 2]}").row()).isEqualTo("{\"text\":\"[1, 2]\"}");
	}

	@Test
	void dropsExcessDigitsIfToldSo() {
		JsonWorld world = JsonWorld.of(properties(false, ExcessDigits.DROP, EpochUnit.NS, Arrays.DEAD_LETTER), AT,
				Column.nullable("time", ColumnType.TIME));

		assertThat(world.transform("{\"at\":\"1969-12-31T23:59:59.999999999Z\",\"time\":\"00:00:00.000000999\"}").row())
			.isEqualTo("{\"at\":\"1969-12-31T23:59:59.999999Z\",\"time\":\"00:00:00\"}");
		assertThat(world.transform("{\"at\":-1}").row()).isEqualTo("{\"at\":\"1969-12-31T23:59:59.999999Z\"}");
		assertThat(world.transform("{\"at\":1700000000123456789}").row())
			.isEqualTo("{\"at\":\"2023-11-14T22:13:20.123456Z\"}");
	}

	@Test
	void readsNumbersInTheUnitOfThePipeline() {
		assertThat(at(EpochUnit.S, "1700000000.5")).isEqualTo("{\"at\":\"2023-11-14T22:13:20.500000Z\"}");
		assertThat(at(EpochUnit.MS, "1700000000500")).isEqualTo("{\"at\":\"2023-11-14T22:13:20.500000Z\"}");
		assertThat(at(EpochUnit.US, "1700000000500000")).isEqualTo("{\"at\":\"2023-11-14T22:13:20.500000Z\"}");
		assertThat(at(EpochUnit.NS, "1700000000500000000")).isEqualTo("{\"at\":\"2023-11-14T22:13:20.500000Z\"}");
	}

	private static String at(EpochUnit unit, String number) {
		return JsonWorld.of(properties(false, ExcessDigits.DEAD_LETTER, unit, Arrays.DEAD_LETTER), AT)
			.transform("{\"at\":" + number + "}")
			.row();
	}

	@Test
	void refusesTopLevelArrays() {
		assertThat(JsonWorld.of(ID).transform("[{\"id\":1}]").reason()).isEqualTo(Reason.NOT_A_ROW);
		assertThat(JsonWorld.of(ID).transform("[{\"id\":1}").reason()).isEqualTo(Reason.MALFORMED);
	}

	@Test
	void makesOneRowPerElementIfToldSo() {
		JsonWorld world = arraysAsRows();

		assertThat(world.transform(" [ {\"id\":1} , {} , {\"id\":3} ] ").rows()).containsExactly("{\"id\":1}", "{}",
				"{\"id\":3}");
		assertThat(world.transform("{\"id\":1}").rows()).containsExactly("{\"id\":1}");
	}

	@Test
	void filtersAnArrayWithoutElements() {
		Verdict verdict = arraysAsRows().transform("[ ]");

		assertThat(verdict.rules()).containsExactly("empty-array");
		assertThat(verdict.isOne()).isTrue();
	}

	@Test
	void refusesAnArrayOfWhichOneElementIsBad() {
		JsonWorld world = arraysAsRows();

		assertThat(world.transform("[{\"id\":1},{\"id\":\"x\"}]").failure().field()).isEqualTo("[1].id");
		assertThat(world.transform("[{\"id\":1},2]").reason()).isEqualTo(Reason.NOT_A_ROW);
		assertThat(world.transform("[{\"id\":1},null]").reason()).isEqualTo(Reason.NOT_A_ROW);
		assertThat(world.transform("[{\"id\":1},]").reason()).isEqualTo(Reason.MALFORMED);
		assertThat(world.transform("[{\"id\":1}] 1").reason()).isEqualTo(Reason.MALFORMED);
	}

	@Test
	void routesByFields() {
		JsonWorld world = routedBy("shop.{field:kind}_{field:geo.country}");

		Verdict verdict = world.transform("{\"id\":1,\"Geo\":{\"x\":[{}],\"country\":\"n\\u006c\"},\"kind\":7}");

		assertThat(verdict.tables()).containsExactly(new TableName("p", "shop", "7_nl"));
	}

	@Test
	void refusesRecordsWithoutTheFieldOfTheirTable() {
		JsonWorld world = routedBy("shop.{field:geo.country}");

		for (String json : List.of("{}", "{\"geo\":1}", "{\"geo\":{}}", "{\"geo\":{\"country\":null}}",
				"{\"geo\":{\"country\":{}}}", "{\"geo\":{\"country\":\"\"}}")) {
			assertThat(world.transform(json).reason()).as(json).isEqualTo(Reason.NO_TABLE);
		}
	}

	@Test
	void saysThatARecordIsMalformedRatherThanWithoutTable() {
		JsonWorld world = routedBy("shop.{field:kind}");

		assertThat(world.transform("{\"geo\":[}").reason()).isEqualTo(Reason.MALFORMED);
		assertThat(world.transform("{\"kind\":\"a").reason()).isEqualTo(Reason.MALFORMED);
		assertThat(world.transform("{\"kind\":\"a\",}").reason()).isEqualTo(Reason.MALFORMED);
	}

	@Test
	void routesEachElementOfAnArray() {
		JsonWorld world = JsonWorld.of(JsonWorld.router("shop.{field:kind}"), JsonWorld.NO_COLUMNS,
				properties(false, ExcessDigits.DEAD_LETTER, EpochUnit.MS, Arrays.ROWS), OnUnknownField.IGNORE,
				OnTypeConflict.DEAD_LETTER);

		assertThat(world.transform("[{\"kind\":\"a\"},{\"kind\":\"b\"}]").tables()).extracting(TableName::table)
			.containsExactly("a", "b");
		assertThat(world.transform("[{\"kind\":\"a\"},{}]").reason()).isEqualTo(Reason.NO_TABLE);
	}

	@Test
	void writesSourceColumns() {
		ColumnsProperties names = new ColumnsProperties(null, "part", "pos", null, null, null, "raw",
				ColumnsProperties.RawType.STRING, "overflow");
		JsonWorld world = JsonWorld.of(JsonWorld.router("shop.orders"), names, JsonWorld.DEFAULTS, OnUnknownField.ADD,
				OnTypeConflict.DEAD_LETTER, Column.nullable("pos", ColumnType.INT64),
				Column.nullable("raw", ColumnType.STRING), ID);

		Verdict verdict = world.transform("{\"id\": 1}");

		assertThat(verdict.row()).isEqualTo("{\"pos\":42,\"raw\":\"{\\\"id\\\": 1}\",\"id\":1}");
		assertThat(verdict.missing()).containsExactly("part INT64");
	}

	@Test
	void refusesOnceIfASourceColumnCannotHoldItsContent() {
		ColumnsProperties names = new ColumnsProperties("topic", null, null, null, null, null, null,
				ColumnsProperties.RawType.BYTES, "overflow");
		JsonWorld world = JsonWorld.of(JsonWorld.router("shop.orders"), names, JsonWorld.DEFAULTS, OnUnknownField.ADD,
				OnTypeConflict.DEAD_LETTER, Column.nullable("topic", ColumnType.INT64), ID);

		assertThat(world.transform("{\"id\":\"x\"").reason()).isEqualTo(Reason.WRONG_TYPE);
	}

	private static JsonWorld routedBy(String template) {
		return JsonWorld.of(JsonWorld.router(template), JsonWorld.NO_COLUMNS, JsonWorld.DEFAULTS, OnUnknownField.IGNORE,
				OnTypeConflict.DEAD_LETTER, ID);
	}

	private static JsonWorld arraysAsRows() {
		return JsonWorld.of(properties(false, ExcessDigits.DEAD_LETTER, EpochUnit.MS, Arrays.ROWS), ID);
	}

	private static JsonProperties properties(boolean textInStrings, ExcessDigits excess, EpochUnit unit,
			Arrays arrays) {
		return new JsonProperties(textInStrings, new JsonProperties.Timestamp(excess, unit), arrays,
				JsonProperties.Decimals.FLOAT64, true, JsonProperties.Nested.STRUCT);
	}

}
