package dev.sluice.transform.json;

import java.util.List;
import java.util.stream.Stream;

import dev.sluice.record.Reason;
import dev.sluice.table.Column;
import dev.sluice.table.ColumnType;
import dev.sluice.transform.json.JsonProperties.Decimals;
import dev.sluice.transform.json.JsonProperties.ExcessDigits;
import dev.sluice.transform.json.JsonProperties.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the columns that values suggest.
 */
class JsonInferenceTests {

	static final List<Arguments> SUGGESTIONS = Stream.of(scalars(), objects(), arrays())
		.flatMap((rows) -> rows)
		.toList();

	static final List<Arguments> UNDECIDED = List.of(Arguments.argumentSet("null", "null"),
			Arguments.argumentSet("an empty array", "[]"), Arguments.argumentSet("an object of null", "{\"a\":null}"),
			Arguments.argumentSet("an object of empty arrays", "{\"a\":[],\"b\":{\"c\":null}}"),
			Arguments.argumentSet("an array of undecided objects", "[{\"a\":null},{\"b\":[]}]"));

	@ParameterizedTest
	@FieldSource("SUGGESTIONS")
	void suggestsAColumn(String json, String expected) {
		List<String> missing = JsonWorld.of().transform("{\"c\":" + json + "}").missing();

		assertThat(missing).containsExactly("c " + expected);
	}

	@ParameterizedTest
	@FieldSource("SUGGESTIONS")
	void suggestsAColumnOfAStruct(String json, String expected) {
		JsonWorld world = JsonWorld.of(Column.nullable("s", new ColumnType.Struct(List.of())));

		List<String> missing = world.transform("{\"S\":{\"c\":" + json + "}}").missing();

		assertThat(missing).containsExactly("s.c " + expected);
	}

	@ParameterizedTest
	@FieldSource("UNDECIDED")
	void leavesOutWhatDecidesNothing(String json) {
		Verdict verdict = JsonWorld.of().transform("{\"c\":" + json + "}");

		assertThat(verdict.missing()).isEmpty();
		assertThat(verdict.row()).isEqualTo("{}");
	}

	@Test
	void suggestsDecimalsAsNumeric() {
		JsonWorld world = JsonWorld.of(new JsonProperties(false, JsonWorld.DEFAULTS.timestamp(),
				JsonWorld.DEFAULTS.arrays(), Decimals.NUMERIC, true, Nested.STRUCT));

		List<String> missing = world.transform("{\"a\":1.5,\"b\":1e-10,\"c\":1e-40,\"d\":7,\"e\":[1,2.5]}").missing();

		assertThat(missing).containsExactly("a NUMERIC", "b BIGNUMERIC", "c STRING", "d INT64", "e NUMERIC[]");
	}

	@Test
	void suggestsStringsOnly() {
		JsonWorld world = JsonWorld.of(new JsonProperties(false, JsonWorld.DEFAULTS.timestamp(),
				JsonWorld.DEFAULTS.arrays(), Decimals.FLOAT64, false, Nested.STRUCT));

		List<String> missing = world.transform("{\"a\":\"2024-01-01\",\"b\":\"2024-01-01T00:00:00Z\"}").missing();

		assertThat(missing).containsExactly("a STRING", "b STRING");
	}

	@Test
	void suggestsJsonForObjects() {
		JsonWorld world = JsonWorld.of(new JsonProperties(false, JsonWorld.DEFAULTS.timestamp(),
				JsonWorld.DEFAULTS.arrays(), Decimals.FLOAT64, true, Nested.JSON));

		List<String> missing = world.transform("{\"a\":{\"b\":1},\"c\":[{\"d\":1},{}]}").missing();

		assertThat(missing).containsExactly("a JSON", "c JSON[]");
	}

	@Test
	void suggestsATimestampIfNanosecondsAreDropped() {
		JsonWorld world = JsonWorld
			.of(new JsonProperties(false, new JsonProperties.Timestamp(ExcessDigits.DROP, JsonProperties.EpochUnit.MS),
					JsonWorld.DEFAULTS.arrays(), Decimals.FLOAT64, true, Nested.STRUCT));

		assertThat(world.transform("{\"a\":\"2024-01-01T00:00:00.123456789Z\"}").missing())
			.containsExactly("a TIMESTAMP");
	}

	@Test
	void suggestsJsonBelowTheDeepestStruct() {
		String deepest = "{\"a\":".repeat(16) + "{\"b\":1}" + "}".repeat(16);

		assertThat(JsonWorld.of().transform(deepest).missing())
			.containsExactly("a " + "STRUCT(a ".repeat(15) + "JSON" + ")".repeat(15));
	}

	@Test
	void suggestsAllColumnsOfARecord() {
		JsonWorld world = JsonWorld.of(Column.nullable("id", ColumnType.INT64));

		assertThat(world.transform("{\"a\":1,\"id\":2,\"b\":\"x\",\"user-id!\":true}").missing())
			.containsExactly("a INT64", "b STRING", "user-id_ BOOL");
	}

	@Test
	void suggestsNothingForABadRecord() {
		JsonWorld world = JsonWorld.of(Column.nullable("id", ColumnType.INT64));

		Verdict verdict = world.transform("{\"new\":1,\"id\":\"x\"}");

		assertThat(verdict.reason()).isEqualTo(Reason.WRONG_TYPE);
		assertThat(verdict.missing()).isEmpty();
	}

	@Test
	void refusesNullElementsOfANewColumn() {
		assertThat(JsonWorld.of().transform("{\"c\":[1,null]}").failure().message())
			.isEqualTo("c[1]: an array has a null element, at byte 5");
		assertThat(JsonWorld.of().transform("{\"c\":[null]}").reason()).isEqualTo(Reason.WRONG_TYPE);
	}

	@Test
	void namesTheWholePathOfARefusedElement() {
		JsonWorld world = JsonWorld.of(Column.repeated("items", new ColumnType.Struct(List.of())));

		assertThat(world.transform("{\"Items\":[{},{\"a\":{\"b\":[1,null]}}]}").failure().field())
			.isEqualTo("Items[1].a.b[1]");
	}

	private static Stream<Arguments> scalars() {
		return Stream.of(Arguments.argumentSet("a boolean", "false", "BOOL"),
				Arguments.argumentSet("an integer", "-5", "INT64"),
				Arguments.argumentSet("the largest integer", "9223372036854775807", "INT64"),
				Arguments.argumentSet("beyond 64 bits", "9223372036854775808", "NUMERIC"),
				Arguments.argumentSet("beyond NUMERIC", "1" + "0".repeat(29), "BIGNUMERIC"),
				Arguments.argumentSet("beyond BIGNUMERIC", "1" + "0".repeat(39), "STRING"),
				Arguments.argumentSet("a fraction", "1.0", "FLOAT64"),
				Arguments.argumentSet("an exponent", "1e3", "FLOAT64"),
				Arguments.argumentSet("beyond FLOAT64", "1e400", "STRING"),
				Arguments.argumentSet("text", "\"abc\"", "STRING"),
				Arguments.argumentSet("a date", "\"2024-02-29\"", "DATE"),
				Arguments.argumentSet("no date", "\"2024-02-30\"", "STRING"),
				Arguments.argumentSet("a timestamp", "\"2024-01-01T00:00:00.5+01:00\"", "TIMESTAMP"),
				Arguments.argumentSet("a timestamp with a space", "\"2024-01-01 00:00:00Z\"", "TIMESTAMP"),
				Arguments.argumentSet("a timestamp without zone", "\"2024-01-01T00:00:00\"", "STRING"),
				Arguments.argumentSet("nanoseconds", "\"2024-01-01T00:00:00.123456789Z\"", "STRING"),
				Arguments.argumentSet("text of a number", "\"12\"", "STRING"));
	}

	private static Stream<Arguments> objects() {
		return Stream.of(Arguments.argumentSet("an object", "{\"a\":1,\"b-c!\":\"x\"}", "STRUCT(a INT64, b-c_ STRING)"),
				Arguments.argumentSet("an empty object", "{}", "JSON"),
				Arguments.argumentSet("an object with undecided members", "{\"a\":null,\"b\":true,\"c\":[]}",
						"STRUCT(b BOOL)"),
				Arguments.argumentSet("nested objects", "{\"a\":{\"b\":{\"c\":1.5}}}",
						"STRUCT(a STRUCT(b STRUCT(c FLOAT64)))"));
	}

	private static Stream<Arguments> arrays() {
		return Stream.of(Arguments.argumentSet("integers", "[1,2]", "INT64[]"),
				Arguments.argumentSet("integers and fractions", "[1,2.5,3]", "FLOAT64[]"),
				Arguments.argumentSet("dates and text", "[\"2024-01-01\",\"x\"]", "STRING[]"),
				Arguments.argumentSet("mixed types", "[1,\"a\"]", "JSON"),
				Arguments.argumentSet("mixed types with null", "[1,\"a\",null]", "JSON"),
				Arguments.argumentSet("arrays of arrays", "[[1],[2]]", "JSON"),
				Arguments.argumentSet("an array in an array", "[1,[null]]", "JSON"),
				Arguments.argumentSet("objects", "[{\"a\":1},{\"b\":[true]}]", "STRUCT(a INT64, b BOOL[])[]"),
				Arguments.argumentSet("objects that differ", "[{\"a\":1},{\"a\":\"x\"}]", "STRUCT(a JSON)[]"),
				Arguments.argumentSet("objects and numbers", "[{\"a\":1},2]", "JSON"),
				Arguments.argumentSet("empty objects", "[{},{}]", "JSON[]"));
	}

}
