package dev.sluice.transform.json;

import java.util.List;
import java.util.stream.Stream;

import dev.sluice.record.Reason;
import dev.sluice.table.Column;
import dev.sluice.table.ColumnType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the casts of JSON values to the types of columns.
 */
class JsonCastTests {

	private static final ColumnType STRING_3 = new ColumnType.Sized(ColumnType.Kind.STRING, 3L);

	private static final ColumnType BYTES_3 = new ColumnType.Sized(ColumnType.Kind.BYTES, 3L);

	private static final ColumnType NUMERIC_5_2 = new ColumnType.Decimal(ColumnType.Kind.NUMERIC, 5, 2);

	private static final ColumnType NUMERIC_38_9 = new ColumnType.Decimal(ColumnType.Kind.NUMERIC, 38, 9);

	private static final ColumnType BIGNUMERIC_40_38 = new ColumnType.Decimal(ColumnType.Kind.BIGNUMERIC, 40, 38);

	private static final ColumnType POINT = new ColumnType.Struct(List.of(Column.nullable("x", ColumnType.INT64)));

	private static final ColumnType DATES = new ColumnType.Range(ColumnType.DATE);

	private static final ColumnType TIMESTAMPS = new ColumnType.Range(ColumnType.TIMESTAMP);

	private static final ColumnType DATETIMES = new ColumnType.Range(ColumnType.DATETIME);

	private static final String BIG = "578960446186580977117854925043439539266.34992332820282019728792003956564819967";

	static final List<Arguments> ACCEPTED = Stream
		.of(bools(), int64s(), float64s(), decimals(), texts(), bytes(), dates(), timestamps(), documents())
		.flatMap((rows) -> rows)
		.toList();

	static final List<Arguments> REFUSED = Stream
		.of(refusedNumbers(), refusedDecimals(), refusedTexts(), refusedTimes(), refusedDocuments())
		.flatMap((rows) -> rows)
		.toList();

	@ParameterizedTest
	@FieldSource("ACCEPTED")
	void castsValuesThatFit(ColumnType type, String json, String expected) {
		JsonWorld world = JsonWorld.of(Column.nullable("c", type));

		String row = world.transform("{\"c\":" + json + "}").row();

		assertThat(row).isEqualTo("{\"c\":" + expected + "}");
	}

	@ParameterizedTest
	@FieldSource("ACCEPTED")
	void castsElementsAsSingleValues(ColumnType type, String json, String expected) {
		JsonWorld world = JsonWorld.of(Column.repeated("c", type));

		String row = world.transform("{ \"c\" : [ " + json + " , " + json + " ] }").row();

		assertThat(row).isEqualTo("{\"c\":[" + expected + "," + expected + "]}");
	}

	@ParameterizedTest
	@FieldSource("REFUSED")
	void refusesValuesThatDoNotFit(ColumnType type, String json, Reason reason) {
		JsonWorld world = JsonWorld.of(Column.nullable("c", type));

		Verdict verdict = world.transform("{\"c\":" + json + "}");

		assertThat(verdict.failure().reason()).isEqualTo(reason);
		assertThat(verdict.failure().field()).isEqualTo("c");
		assertThat(verdict.failure().message()).startsWith("c: ").endsWith("at byte 5");
	}

	private static Stream<Arguments> bools() {
		return Stream.of(Arguments.argumentSet("true", ColumnType.BOOL, "true", "true"),
				Arguments.argumentSet("false", ColumnType.BOOL, "false", "false"),
				Arguments.argumentSet("true in a string", ColumnType.BOOL, "\"true\"", "true"),
				Arguments.argumentSet("false in a string with escapes", ColumnType.BOOL, "\"f\\u0061lse\"", "false"));
	}

	private static Stream<Arguments> int64s() {
		return Stream.of(Arguments.argumentSet("zero", ColumnType.INT64, "0", "0"),
				Arguments.argumentSet("minus zero", ColumnType.INT64, "-0", "0"),
				Arguments.argumentSet("an integer", ColumnType.INT64, "-42", "-42"),
				Arguments.argumentSet("the largest integer", ColumnType.INT64, "9223372036854775807",
						"\"9223372036854775807\""),
				Arguments.argumentSet("the smallest integer", ColumnType.INT64, "-9223372036854775808",
						"\"-9223372036854775808\""),
				Arguments.argumentSet("the largest integer in a string", ColumnType.INT64, "\"9223372036854775807\"",
						"\"9223372036854775807\""),
				Arguments.argumentSet("an integer with a point", ColumnType.INT64, "1.0", "1"),
				Arguments.argumentSet("an integer with many zeros", ColumnType.INT64, "7.00000000000000000000000000",
						"7"),
				Arguments.argumentSet("an integer with an exponent", ColumnType.INT64, "1e3", "1000"),
				Arguments.argumentSet("an integer with a point and an exponent", ColumnType.INT64, "-1.5E+1", "-15"),
				Arguments.argumentSet("an integer with a negative exponent", ColumnType.INT64, "12000e-3", "12"),
				Arguments.argumentSet("the largest power of ten", ColumnType.INT64, "1e18", "\"1000000000000000000\""),
				Arguments.argumentSet("zero with a huge exponent", ColumnType.INT64, "0e999999999", "0"),
				Arguments.argumentSet("20 digits and a negative exponent", ColumnType.INT64, "12345678901234567000e-3",
						"\"12345678901234567\""));
	}

	private static Stream<Arguments> float64s() {
		return Stream.of(Arguments.argumentSet("a fraction", ColumnType.FLOAT64, "0.1", "0.1"),
				Arguments.argumentSet("an integer as float", ColumnType.FLOAT64, "3", "3.0"),
				Arguments.argumentSet("minus zero as float", ColumnType.FLOAT64, "-0", "-0.0"),
				Arguments.argumentSet("17 digits", ColumnType.FLOAT64, "0.30000000000000004", "0.30000000000000004"),
				Arguments.argumentSet("the largest double", ColumnType.FLOAT64, "1.7976931348623157e308",
						"1.7976931348623157E308"),
				Arguments.argumentSet("the smallest double", ColumnType.FLOAT64, "4.9e-324", "4.9E-324"),
				Arguments.argumentSet("below the smallest double", ColumnType.FLOAT64, "1e-400", "0.0"),
				Arguments.argumentSet("half way, to the even one", ColumnType.FLOAT64, "9007199254740993",
						"9.007199254740992E15"),
				Arguments.argumentSet("just above half way", ColumnType.FLOAT64,
						"9007199254740993.00000000000000000001", "9.007199254740994E15"),
				Arguments.argumentSet("a float in a string", ColumnType.FLOAT64, "\"-2.5e1\"", "-25.0"),
				Arguments.argumentSet("NaN", ColumnType.FLOAT64, "\"NaN\"", "\"NaN\""),
				Arguments.argumentSet("Infinity", ColumnType.FLOAT64, "\"Infinity\"", "\"Infinity\""),
				Arguments.argumentSet("-Infinity", ColumnType.FLOAT64, "\"-Infinity\"", "\"-Infinity\""));
	}

	private static Stream<Arguments> decimals() {
		return Stream.of(Arguments.argumentSet("a decimal", ColumnType.NUMERIC, "12.50", "\"12.50\""),
				Arguments.argumentSet("a decimal in a string", ColumnType.NUMERIC, "\"-0.000000001\"",
						"\"-0.000000001\""),
				Arguments.argumentSet("the largest NUMERIC", ColumnType.NUMERIC,
						"99999999999999999999999999999.999999999", "\"99999999999999999999999999999.999999999\""),
				Arguments.argumentSet("the smallest NUMERIC", ColumnType.NUMERIC,
						"-99999999999999999999999999999.999999999", "\"-99999999999999999999999999999.999999999\""),
				Arguments.argumentSet("zeros behind the scale", ColumnType.NUMERIC, "1.500000000000", "\"1.5\""),
				Arguments.argumentSet("a NUMERIC with an exponent", ColumnType.NUMERIC, "1e28",
						"\"10000000000000000000000000000\""),
				Arguments.argumentSet("zero with a tiny exponent", ColumnType.NUMERIC, "0e-99999", "\"0\""),
				Arguments.argumentSet("the largest NUMERIC(5, 2)", NUMERIC_5_2, "999.99", "\"999.99\""),
				Arguments.argumentSet("zeros behind NUMERIC(5, 2)", NUMERIC_5_2, "-1.100", "\"-1.1\""),
				Arguments.argumentSet("the largest NUMERIC(38, 9)", NUMERIC_38_9,
						"99999999999999999999999999999.999999999", "\"99999999999999999999999999999.999999999\""),
				Arguments.argumentSet("the largest BIGNUMERIC", ColumnType.BIGNUMERIC, BIG, "\"" + BIG + "\""),
				Arguments.argumentSet("the smallest BIGNUMERIC", ColumnType.BIGNUMERIC, "-" + BIG.replaceAll("7$", "8"),
						"\"-" + BIG.replaceAll("7$", "8") + "\""),
				Arguments.argumentSet("the largest BIGNUMERIC(40, 38)", BIGNUMERIC_40_38,
						"\"99.99999999999999999999999999999999999999\"",
						"\"99.99999999999999999999999999999999999999\""));
	}

	private static Stream<Arguments> texts() {
		return Stream.of(Arguments.argumentSet("text", ColumnType.STRING, "\"Köln 🜚\"", "\"Köln 🜚\""),
				Arguments.argumentSet("empty text", ColumnType.STRING, "\"\"", "\"\""),
				Arguments.argumentSet("escapes", ColumnType.STRING, "\"\\\"\\\\\\/\\u00e9\\uD83D\\uDE00\\u0041\"",
						"\"\\\"\\\\/é😀A\""),
				Arguments.argumentSet("escaped control characters", ColumnType.STRING, "\"\\b\\f\\n\\r\\t\"",
						"\"\\u0008\\u000c\\n\\r\\t\""),
				Arguments.argumentSet("a number as text", ColumnType.STRING, "1.50e+3", "\"1.50e+3\""),
				Arguments.argumentSet("a boolean as text", ColumnType.STRING, "true", "\"true\""),
				Arguments.argumentSet("three characters of several bytes", STRING_3, "\"é😀\\u00fc\"", "\"é😀ü\""),
				Arguments.argumentSet("a number of three characters", STRING_3, "-12", "\"-12\""));
	}

	private static Stream<Arguments> bytes() {
		return Stream.of(Arguments.argumentSet("base64", ColumnType.BYTES, "\"+/8=\"", "\"+/8=\""),
				Arguments.argumentSet("base64 for URLs", ColumnType.BYTES, "\"-_8=\"", "\"+/8=\""),
				Arguments.argumentSet("base64 without padding", ColumnType.BYTES, "\"-_8\"", "\"+/8=\""),
				Arguments.argumentSet("base64 of one byte", ColumnType.BYTES, "\"QQ==\"", "\"QQ==\""),
				Arguments.argumentSet("no bytes", ColumnType.BYTES, "\"\"", "\"\""),
				Arguments.argumentSet("three bytes", BYTES_3, "\"AAAA\"", "\"AAAA\""));
	}

	private static Stream<Arguments> dates() {
		return Stream.of(Arguments.argumentSet("a date", ColumnType.DATE, "\"2024-02-29\"", "\"2024-02-29\""),
				Arguments.argumentSet("the first date", ColumnType.DATE, "\"0001-01-01\"", "\"0001-01-01\""),
				Arguments.argumentSet("the last date", ColumnType.DATE, "\"9999-12-31\"", "\"9999-12-31\""),
				Arguments.argumentSet("a leap year of a century", ColumnType.DATE, "\"2000-02-29\"", "\"2000-02-29\""),
				Arguments.argumentSet("a time", ColumnType.TIME, "\"23:59:59.999999\"", "\"23:59:59.999999\""),
				Arguments.argumentSet("a time without seconds", ColumnType.TIME, "\"07:05\"", "\"07:05:00\""),
				Arguments.argumentSet("a time with zero nanoseconds", ColumnType.TIME, "\"07:05:01.123456000\"",
						"\"07:05:01.123456\""),
				Arguments.argumentSet("a datetime", ColumnType.DATETIME, "\"2024-02-29T12:34:56.7\"",
						"\"2024-02-29T12:34:56.700000\""),
				Arguments.argumentSet("a datetime with a space", ColumnType.DATETIME, "\"1960-01-01 00:00:01\"",
						"\"1960-01-01T00:00:01\""),
				Arguments.argumentSet("the last datetime", ColumnType.DATETIME, "\"9999-12-31t23:59:59.999999\"",
						"\"9999-12-31T23:59:59.999999\""));
	}

	private static Stream<Arguments> timestamps() {
		return Stream.of(
				Arguments.argumentSet("a timestamp", ColumnType.TIMESTAMP, "\"2024-05-17T12:34:56Z\"",
						"\"2024-05-17T12:34:56Z\""),
				Arguments.argumentSet("an offset", ColumnType.TIMESTAMP, "\"2024-01-01T00:30:00+05:30\"",
						"\"2023-12-31T19:00:00Z\""),
				Arguments.argumentSet("a negative offset", ColumnType.TIMESTAMP, "\"2024-12-31 20:00:00.5-04:00\"",
						"\"2025-01-01T00:00:00.500000Z\""),
				Arguments.argumentSet("an offset as BigQuery writes it", ColumnType.TIMESTAMP,
						"\"2024-01-01 00:00:00+00\"", "\"2024-01-01T00:00:00Z\""),
				Arguments.argumentSet("lower case", ColumnType.TIMESTAMP, "\"2024-01-01t00:00:00z\"",
						"\"2024-01-01T00:00:00Z\""),
				Arguments.argumentSet("nanoseconds that are zero", ColumnType.TIMESTAMP,
						"\"2024-01-01T00:00:00.123456000Z\"", "\"2024-01-01T00:00:00.123456Z\""),
				Arguments.argumentSet("the first timestamp", ColumnType.TIMESTAMP, "\"0001-01-01T00:00:00Z\"",
						"\"0001-01-01T00:00:00Z\""),
				Arguments.argumentSet("the last timestamp", ColumnType.TIMESTAMP, "\"9999-12-31T23:59:59.999999Z\"",
						"\"9999-12-31T23:59:59.999999Z\""),
				Arguments.argumentSet("milliseconds", ColumnType.TIMESTAMP, "1700000000123",
						"\"2023-11-14T22:13:20.123000Z\""),
				Arguments.argumentSet("milliseconds before the epoch", ColumnType.TIMESTAMP, "-1",
						"\"1969-12-31T23:59:59.999000Z\""),
				Arguments.argumentSet("milliseconds with a fraction", ColumnType.TIMESTAMP, "1.7e12",
						"\"2023-11-14T22:13:20Z\""),
				Arguments.argumentSet("milliseconds with microseconds", ColumnType.TIMESTAMP, "0.001",
						"\"1970-01-01T00:00:00.000001Z\""));
	}

	private static Stream<Arguments> documents() {
		return Stream.of(
				Arguments.argumentSet("an object as JSON", ColumnType.JSON, "{\"a\":[1,{}]}", "{\"a\":[1,{}]}"),
				Arguments.argumentSet("a large number as JSON", ColumnType.JSON, "123456789012345678901234567890.5e-3",
						"123456789012345678901234567890.5e-3"),
				Arguments.argumentSet("a string as JSON", ColumnType.JSON, "\"\\u0041b\"", "\"\\u0041b\""),
				Arguments.argumentSet("keys that differ by case in JSON", ColumnType.JSON, "{\"a\":1,\"A\":2}",
						"{\"a\":1,\"A\":2}"),
				Arguments.argumentSet("WKT", ColumnType.GEOGRAPHY, "\"POINT(13.4 52.5)\"", "\"POINT(13.4 52.5)\""),
				Arguments.argumentSet("WKT in lower case", ColumnType.GEOGRAPHY, "\"polygon ((0 0, 1 0, 1 1, 0 0))\"",
						"\"polygon ((0 0, 1 0, 1 1, 0 0))\""),
				Arguments.argumentSet("empty WKT", ColumnType.GEOGRAPHY, "\"POINT EMPTY\"", "\"POINT EMPTY\""),
				Arguments.argumentSet("GeoJSON", ColumnType.GEOGRAPHY, "{\"coordinates\":[1,2],\"type\":\"Point\"}",
						"\"{\\\"coordinates\\\":[1,2],\\\"type\\\":\\\"Point\\\"}\""),
				Arguments.argumentSet("an interval", ColumnType.INTERVAL, "\"1-2 -3 4:5:6.789\"",
						"\"1-2 -3 4:5:6.789\""),
				Arguments.argumentSet("the largest interval", ColumnType.INTERVAL, "\"10000-0 3660000 87840000:0:0\"",
						"\"10000-0 3660000 87840000:0:0\""),
				Arguments.argumentSet("a range object", DATES, "{\"start\":\"2024-01-01\",\"end\":\"2024-01-02\"}",
						"{\"start\":\"2024-01-01\",\"end\":\"2024-01-02\"}"),
				Arguments.argumentSet("a range without end", DATES, "{\"end\":null,\"start\":\"2024-01-01\"}",
						"{\"start\":\"2024-01-01\"}"),
				Arguments.argumentSet("a range without bounds", DATES, "{}", "{}"),
				Arguments.argumentSet("a range as BigQuery writes it", TIMESTAMPS,
						"\"[2024-01-01 00:00:00+00, 2024-01-01 12:00:00+00)\"",
						"{\"start\":\"2024-01-01T00:00:00Z\",\"end\":\"2024-01-01T12:00:00Z\"}"),
				Arguments.argumentSet("a range without start as BigQuery writes it", DATETIMES,
						"\"[UNBOUNDED, 2024-01-01T00:00:00)\"", "{\"end\":\"2024-01-01T00:00:00\"}"),
				Arguments.argumentSet("a struct", POINT, "{\"X\":1}", "{\"x\":1}"),
				Arguments.argumentSet("an empty struct", POINT, "{}", "{}"));
	}

	private static Stream<Arguments> refusedNumbers() {
		return Stream.of(Arguments.argumentSet("text as BOOL", ColumnType.BOOL, "\"TRUE\"", Reason.WRONG_TYPE),
				Arguments.argumentSet("a number as BOOL", ColumnType.BOOL, "1", Reason.WRONG_TYPE),
				Arguments.argumentSet("a fraction as INT64", ColumnType.INT64, "1.5", Reason.WRONG_TYPE),
				Arguments.argumentSet("a tiny fraction as INT64", ColumnType.INT64, "1e-9999", Reason.WRONG_TYPE),
				Arguments.argumentSet("a fraction of 30 digits as INT64", ColumnType.INT64,
						"1.00000000000000000000000000001", Reason.WRONG_TYPE),
				Arguments.argumentSet("above INT64", ColumnType.INT64, "9223372036854775808", Reason.OUT_OF_RANGE),
				Arguments.argumentSet("below INT64", ColumnType.INT64, "-9223372036854775809", Reason.OUT_OF_RANGE),
				Arguments.argumentSet("far above INT64", ColumnType.INT64, "1e99999999999", Reason.OUT_OF_RANGE),
				Arguments.argumentSet("20 digits as INT64", ColumnType.INT64, "18446744073709551617",
						Reason.OUT_OF_RANGE),
				Arguments.argumentSet("text as INT64", ColumnType.INT64, "\"12x\"", Reason.WRONG_TYPE),
				Arguments.argumentSet("empty text as INT64", ColumnType.INT64, "\"\"", Reason.WRONG_TYPE),
				Arguments.argumentSet("a blank before INT64", ColumnType.INT64, "\" 1\"", Reason.WRONG_TYPE),
				Arguments.argumentSet("a leading zero", ColumnType.INT64, "\"01\"", Reason.WRONG_TYPE),
				Arguments.argumentSet("a plus sign", ColumnType.INT64, "\"+1\"", Reason.WRONG_TYPE),
				Arguments.argumentSet("a boolean as INT64", ColumnType.INT64, "true", Reason.WRONG_TYPE),
				Arguments.argumentSet("an array as INT64", ColumnType.INT64, "[1]", Reason.WRONG_TYPE),
				Arguments.argumentSet("beyond FLOAT64", ColumnType.FLOAT64, "1.8e308", Reason.OUT_OF_RANGE),
				Arguments.argumentSet("far beyond FLOAT64", ColumnType.FLOAT64, "-1e999999", Reason.OUT_OF_RANGE),
				Arguments.argumentSet("another infinity", ColumnType.FLOAT64, "\"inf\"", Reason.WRONG_TYPE));
	}

	private static Stream<Arguments> refusedDecimals() {
		return Stream.of(
				Arguments.argumentSet("ten digits after NUMERIC's point", ColumnType.NUMERIC, "0.0000000001",
						Reason.OUT_OF_RANGE),
				Arguments.argumentSet("30 digits before NUMERIC's point", ColumnType.NUMERIC, "1e29",
						Reason.OUT_OF_RANGE),
				Arguments.argumentSet("far beyond NUMERIC", ColumnType.NUMERIC, "1e999999999", Reason.OUT_OF_RANGE),
				Arguments.argumentSet("far below NUMERIC", ColumnType.NUMERIC, "1e-999999999", Reason.OUT_OF_RANGE),
				Arguments.argumentSet("three digits after NUMERIC(5, 2)", NUMERIC_5_2, "1.001", Reason.OUT_OF_RANGE),
				Arguments.argumentSet("four digits before NUMERIC(5, 2)", NUMERIC_5_2, "1000", Reason.OUT_OF_RANGE),
				Arguments.argumentSet("above BIGNUMERIC", ColumnType.BIGNUMERIC, BIG.replaceAll("7$", "8"),
						Reason.OUT_OF_RANGE),
				Arguments.argumentSet("39 digits after BIGNUMERIC's point", ColumnType.BIGNUMERIC, "1e-39",
						Reason.OUT_OF_RANGE),
				Arguments.argumentSet("text as NUMERIC", ColumnType.NUMERIC, "\"1,5\"", Reason.WRONG_TYPE),
				Arguments.argumentSet("an object as NUMERIC", ColumnType.NUMERIC, "{}", Reason.WRONG_TYPE));
	}

	private static Stream<Arguments> refusedTexts() {
		return Stream.of(
				Arguments.argumentSet("an object as STRING", ColumnType.STRING, "{\"a\":1}", Reason.WRONG_TYPE),
				Arguments.argumentSet("an array as STRING", ColumnType.STRING, "[]", Reason.WRONG_TYPE),
				Arguments.argumentSet("four characters as STRING(3)", STRING_3, "\"abcd\"", Reason.OUT_OF_RANGE),
				Arguments.argumentSet("a number of four characters as STRING(3)", STRING_3, "1000",
						Reason.OUT_OF_RANGE),
				Arguments.argumentSet("four bytes as BYTES(3)", BYTES_3, "\"AAAAAA\"", Reason.OUT_OF_RANGE),
				Arguments.argumentSet("one letter as BYTES", ColumnType.BYTES, "\"A\"", Reason.WRONG_TYPE),
				Arguments.argumentSet("two alphabets as BYTES", ColumnType.BYTES, "\"+_8=\"", Reason.WRONG_TYPE),
				Arguments.argumentSet("left-over bits as BYTES", ColumnType.BYTES, "\"QR==\"", Reason.WRONG_TYPE),
				Arguments.argumentSet("wrong padding as BYTES", ColumnType.BYTES, "\"QQ=\"", Reason.WRONG_TYPE),
				Arguments.argumentSet("padding alone as BYTES", ColumnType.BYTES, "\"====\"", Reason.WRONG_TYPE),
				Arguments.argumentSet("a line break as BYTES", ColumnType.BYTES, "\"QUFB\\nQUFB\"", Reason.WRONG_TYPE),
				Arguments.argumentSet("a number as BYTES", ColumnType.BYTES, "12", Reason.WRONG_TYPE));
	}

	private static Stream<Arguments> refusedTimes() {
		return Stream.of(Arguments.argumentSet("no leap year", ColumnType.DATE, "\"2023-02-29\"", Reason.OUT_OF_RANGE),
				Arguments.argumentSet("a century that is no leap year", ColumnType.DATE, "\"1900-02-29\"",
						Reason.OUT_OF_RANGE),
				Arguments.argumentSet("month 13", ColumnType.DATE, "\"2024-13-01\"", Reason.OUT_OF_RANGE),
				Arguments.argumentSet("year 0", ColumnType.DATE, "\"0000-01-01\"", Reason.OUT_OF_RANGE),
				Arguments.argumentSet("a date without zeros", ColumnType.DATE, "\"2024-1-1\"", Reason.WRONG_TYPE),
				Arguments.argumentSet("a timestamp as DATE", ColumnType.DATE, "\"2024-01-01T00:00:00Z\"",
						Reason.WRONG_TYPE),
				Arguments.argumentSet("a number as DATE", ColumnType.DATE, "19000", Reason.WRONG_TYPE),
				Arguments.argumentSet("hour 24", ColumnType.TIME, "\"24:00:00\"", Reason.OUT_OF_RANGE),
				Arguments.argumentSet("a leap second", ColumnType.TIME, "\"23:59:60\"", Reason.OUT_OF_RANGE),
				Arguments.argumentSet("nanoseconds in TIME", ColumnType.TIME, "\"00:00:00.000000001\"",
						Reason.OUT_OF_RANGE),
				Arguments.argumentSet("a zone in TIME", ColumnType.TIME, "\"00:00:00Z\"", Reason.WRONG_TYPE),
				Arguments.argumentSet("half a second's digit", ColumnType.TIME, "\"00:00:1\"", Reason.WRONG_TYPE),
				Arguments.argumentSet("a point without digits", ColumnType.TIME, "\"00:00:00.\"", Reason.WRONG_TYPE),
				Arguments.argumentSet("a zone in DATETIME", ColumnType.DATETIME, "\"2024-01-01T00:00:00Z\"",
						Reason.WRONG_TYPE),
				Arguments.argumentSet("a date as DATETIME", ColumnType.DATETIME, "\"2024-01-01\"", Reason.WRONG_TYPE),
				Arguments.argumentSet("no zone", ColumnType.TIMESTAMP, "\"2024-01-01T00:00:00\"", Reason.WRONG_TYPE),
				Arguments.argumentSet("no seconds", ColumnType.TIMESTAMP, "\"2024-01-01T00:00Z\"", Reason.WRONG_TYPE),
				Arguments.argumentSet("nanoseconds", ColumnType.TIMESTAMP, "\"2024-01-01T00:00:00.123456789Z\"",
						Reason.OUT_OF_RANGE),
				Arguments.argumentSet("ten digits after the second", ColumnType.TIMESTAMP,
						"\"2024-01-01T00:00:00.0000000000Z\"", Reason.WRONG_TYPE),
				Arguments.argumentSet("before the first timestamp", ColumnType.TIMESTAMP,
						"\"0001-01-01T00:00:00+00:01\"", Reason.OUT_OF_RANGE),
				Arguments.argumentSet("after the last timestamp", ColumnType.TIMESTAMP, "\"9999-12-31T23:59:59-00:01\"",
						Reason.OUT_OF_RANGE),
				Arguments.argumentSet("an offset of 24 hours", ColumnType.TIMESTAMP, "\"2024-01-01T00:00:00+24:00\"",
						Reason.OUT_OF_RANGE),
				Arguments.argumentSet("a number in a string", ColumnType.TIMESTAMP, "\"1700000000000\"",
						Reason.WRONG_TYPE),
				Arguments.argumentSet("nanoseconds in a number", ColumnType.TIMESTAMP, "0.0001", Reason.OUT_OF_RANGE),
				Arguments.argumentSet("milliseconds after the last timestamp", ColumnType.TIMESTAMP, "253402300800000",
						Reason.OUT_OF_RANGE),
				Arguments.argumentSet("milliseconds beyond INT64", ColumnType.TIMESTAMP, "9223372036854775807",
						Reason.OUT_OF_RANGE));
	}

	private static Stream<Arguments> refusedDocuments() {
		return Stream.of(
				Arguments.argumentSet("text as GEOGRAPHY", ColumnType.GEOGRAPHY, "\"Berlin\"", Reason.WRONG_TYPE),
				Arguments.argumentSet("WKT without end", ColumnType.GEOGRAPHY, "\"POINT(1 2\"", Reason.WRONG_TYPE),
				Arguments.argumentSet("WKT with more after it", ColumnType.GEOGRAPHY, "\"POINT(1 2) POINT(1 2)\"",
						Reason.WRONG_TYPE),
				Arguments.argumentSet("an object as GEOGRAPHY", ColumnType.GEOGRAPHY, "{\"lat\":1,\"lon\":2}",
						Reason.WRONG_TYPE),
				Arguments.argumentSet("seconds as INTERVAL", ColumnType.INTERVAL, "\"90\"", Reason.WRONG_TYPE),
				Arguments.argumentSet("12 months as INTERVAL", ColumnType.INTERVAL, "\"0-12 0 0:0:0\"",
						Reason.WRONG_TYPE),
				Arguments.argumentSet("above the largest INTERVAL", ColumnType.INTERVAL, "\"10000-1 0 0:0:0\"",
						Reason.WRONG_TYPE),
				Arguments.argumentSet("a range that ends as it starts", DATES,
						"{\"start\":\"2024-01-01\",\"end\":\"2024-01-01\"}", Reason.OUT_OF_RANGE),
				Arguments.argumentSet("a range with another key", DATES, "{\"from\":\"2024-01-01\"}",
						Reason.WRONG_TYPE),
				Arguments.argumentSet("a range with a closed end", DATES, "\"[2024-01-01, 2024-01-02]\"",
						Reason.WRONG_TYPE),
				Arguments.argumentSet("a range of wrong dates", DATES, "\"[2024-01-01, 2024-02-31)\"",
						Reason.OUT_OF_RANGE),
				Arguments.argumentSet("an array as STRUCT", POINT, "[]", Reason.WRONG_TYPE),
				Arguments.argumentSet("text as STRUCT", POINT, "\"x\"", Reason.WRONG_TYPE));
	}

}
