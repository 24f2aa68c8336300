package dev.sluice.transform.json;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

import dev.sluice.record.Failure;
import dev.sluice.record.Reason;
import dev.sluice.table.Column;
import dev.sluice.table.ColumnType;
import dev.sluice.transform.OnTypeConflict;
import dev.sluice.transform.OnUnknownField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what is JSON and what is not.
 */
class JsonSyntaxTests {

	static final List<Arguments> MALFORMED_VALUES = List.of(Arguments.argumentSet("nothing", ""),
			Arguments.argumentSet("a word", "tru"), Arguments.argumentSet("a word in capitals", "NULL"),
			Arguments.argumentSet("a word too long", "nulll"), Arguments.argumentSet("a leading zero", "01"),
			Arguments.argumentSet("a plus sign", "+1"), Arguments.argumentSet("a point first", ".5"),
			Arguments.argumentSet("a point last", "1."), Arguments.argumentSet("an exponent without digits", "1e+"),
			Arguments.argumentSet("a minus alone", "-"), Arguments.argumentSet("a number with a letter", "1a"),
			Arguments.argumentSet("NaN", "NaN"), Arguments.argumentSet("single quotes", "'a'"),
			Arguments.argumentSet("an open string", "\"a"), Arguments.argumentSet("an open escape", "\"\\"),
			Arguments.argumentSet("an unknown escape", "\"\\x\""),
			Arguments.argumentSet("three hexadecimal digits", "\"\\u00e\""),
			Arguments.argumentSet("a lone high surrogate", "\"\\ud83d\""),
			Arguments.argumentSet("a high surrogate before text", "\"\\ud83dx\\ude00\""),
			Arguments.argumentSet("a lone low surrogate", "\"\\ude00\""),
			Arguments.argumentSet("two high surrogates", "\"\\ud83d\\ud83d\""),
			Arguments.argumentSet("a tab in a string", "\"a\tb\""),
			Arguments.argumentSet("a line break in a string", "\"a\n\""), Arguments.argumentSet("an open array", "[1"),
			Arguments.argumentSet("a trailing comma in an array", "[1,]"),
			Arguments.argumentSet("two commas", "[1,,2]"), Arguments.argumentSet("an array closed as object", "[1}"),
			Arguments.argumentSet("an object closed as array", "{\"a\":1]"),
			Arguments.argumentSet("a trailing comma in an object", "{\"a\":1,}"),
			Arguments.argumentSet("a key without quotes", "{a:1}"), Arguments.argumentSet("no colon", "{\"a\" 1}"),
			Arguments.argumentSet("no value", "{\"a\":}"), Arguments.argumentSet("a comment", "/* 1 */ 1"),
			Arguments.argumentSet("a form feed", "\f1"));

	static final List<Arguments> NOT_UTF_8 = List.of(Arguments.argumentSet("a continuation alone", bytes(0x80)),
			Arguments.argumentSet("a lead alone", bytes(0xC3)), Arguments.argumentSet("two leads", bytes(0xC3, 0xC3)),
			Arguments.argumentSet("an overlong slash", bytes(0xC0, 0xAF)),
			Arguments.argumentSet("an overlong slash of three bytes", bytes(0xE0, 0x80, 0xAF)),
			Arguments.argumentSet("an overlong slash of four bytes", bytes(0xF0, 0x80, 0x80, 0xAF)),
			Arguments.argumentSet("a surrogate", bytes(0xED, 0xA0, 0x80)),
			Arguments.argumentSet("beyond the last character", bytes(0xF4, 0x90, 0x80, 0x80)),
			Arguments.argumentSet("five bytes", bytes(0xF8, 0x88, 0x80, 0x80, 0x80)),
			Arguments.argumentSet("a character cut off", bytes(0xE2, 0x82)),
			Arguments.argumentSet("Latin 1", bytes(0xE9)), Arguments.argumentSet("0xFF", bytes(0xFF)));

	static final List<String> SCALARS = List.of("1", " -2.5e3 ", "\"text\"", "true", "false", "null");

	private final JsonWorld world = JsonWorld.of(Column.nullable("text", ColumnType.STRING),
			Column.nullable("number", ColumnType.FLOAT64), Column.nullable("json", ColumnType.JSON));

	@ParameterizedTest
	@FieldSource("MALFORMED_VALUES")
	void refusesMalformedValuesOfEveryKindOfField(String value) {
		for (String key : List.of("text", "number", "json", "unknown")) {
			Failure failure = this.world.transform("{\"" + key + "\":" + value + "}").failure();

			assertThat(failure.reason()).as(key).isEqualTo(Reason.MALFORMED);
		}
	}

	@ParameterizedTest
	@FieldSource("MALFORMED_VALUES")
	void refusesMalformedValuesThatAreLeftOut(String value) {
		JsonWorld world = JsonWorld.of(JsonWorld.DEFAULTS, OnUnknownField.IGNORE, OnTypeConflict.DEAD_LETTER);

		assertThat(world.transform("{\"unknown\":" + value + "}").reason()).isEqualTo(Reason.MALFORMED);
	}

	@ParameterizedTest
	@FieldSource("NOT_UTF_8")
	void refusesTextThatIsNotUtf8(byte[] bytes) {
		for (String before : List.of("{\"text\":\"", "{\"text\":\"some text before ", "{\"json\":[\"", "{\"",
				"{\"new\":\"")) {
			byte[] record = concat(before.getBytes(StandardCharsets.UTF_8), bytes, bytes('"', ':', '1', '}'));

			assertThat(this.world.transform(record).reason()).as(before).isEqualTo(Reason.MALFORMED);
		}
	}

	@Test
	void acceptsAllCharactersAtTheBoundariesOfUtf8() {
		String text = "\u007f\u0080\u07ff\u0800\ud7ff\ue000\uffff\ud800\udc00\udbff\udfff";

		assertThat(this.world.transform("{\"text\":\"" + text + "\"}").row()).isEqualTo("{\"text\":\"" + text + "\"}");
	}

	@Test
	void acceptsWhiteSpaceEverywhere() {
		String row = this.world.transform(" \t\r\n{ \"text\" : \"a\" , \"json\" : [ 1 , { } ] } \n").row();

		assertThat(row).isEqualTo("{\"text\":\"a\",\"json\":[ 1 , { } ]}");
	}

	@Test
	void namesPathAndByteOffset() {
		JsonWorld world = JsonWorld
			.of(Column.repeated("items", new ColumnType.Struct(List.of(Column.nullable("price", ColumnType.INT64)))));

		Failure failure = world.transform("{\"items\":[{\"price\":1},{\"price\":\"secret\"}]}").failure();

		assertThat(failure.message()).isEqualTo("items[1].price: the string is no INT64, at byte 31");
		assertThat(failure.field()).isEqualTo("items[1].price");
	}

	@Test
	void refusesAByteOrderMark() {
		Failure failure = this.world.transform("\ufeff{}").failure();

		assertThat(failure.reason()).isEqualTo(Reason.MALFORMED);
		assertThat(failure.message()).isEqualTo("the text begins with a byte order mark, at byte 0");
	}

	@Test
	void refusesTrailingText() {
		assertThat(this.world.transform("{} {}").reason()).isEqualTo(Reason.MALFORMED);
		assertThat(this.world.transform("{},").failure().message())
			.isEqualTo("more text comes after the value, at byte 2");
	}

	@Test
	void refusesAnEmptyValue() {
		assertThat(this.world.transform("").failure().message()).isEqualTo("the text ends too early, at byte 0");
		assertThat(this.world.transform(" \n").reason()).isEqualTo(Reason.MALFORMED);
	}

	@ParameterizedTest
	@FieldSource("SCALARS")
	void refusesATopLevelScalar(String scalar) {
		assertThat(this.world.transform(scalar).reason()).isEqualTo(Reason.NOT_A_ROW);
	}

	@Test
	void refusesDepthAbove100() {
		for (String key : List.of("json", "new")) {
			String start = "{\"" + key + "\":";
			String deepest = start + "[".repeat(99) + "]".repeat(99) + "}";
			String tooDeep = start + "[".repeat(100) + "]".repeat(100) + "}";

			assertThat(this.world.transform(deepest).isOne()).isTrue();
			assertThat(this.world.transform(tooDeep).reason()).isEqualTo(Reason.TOO_LARGE);
		}
	}

	@Test
	void survivesExtremeDepth() {
		assertThat(this.world.transform("{\"json\":" + "[".repeat(1_000_000)).reason()).isEqualTo(Reason.TOO_LARGE);
		assertThat(this.world.transform("[".repeat(1_000_000)).reason()).isEqualTo(Reason.TOO_LARGE);
		assertThat(this.world.transform("{\"a\":".repeat(1_000_000)).reason()).isEqualTo(Reason.TOO_LARGE);
	}

	@Test
	void refusesNumbersAbove1000Characters() {
		String longest = "0." + "1".repeat(998);

		assertThat(this.world.transform("{\"number\":" + longest + "}").row()).startsWith("{\"number\":0.1111");
		assertThat(this.world.transform("{\"number\":" + longest + "1}").reason()).isEqualTo(Reason.TOO_LARGE);
		assertThat(this.world.transform("{\"json\":" + longest + "1}").reason()).isEqualTo(Reason.TOO_LARGE);
		assertThat(this.world.transform("{\"text\":" + longest + "1}").reason()).isEqualTo(Reason.TOO_LARGE);
	}

	@Test
	void refusesValuesAbove10Megabytes() {
		String start = "{\"text\":\"";
		String largest = start + "x".repeat(10_000_000 - start.length() - 2) + "\"}";

		assertThat(this.world.transform(largest).isOne()).isTrue();
		assertThat(this.world.transform(largest + " ").reason()).isEqualTo(Reason.TOO_LARGE);
	}

	@Test
	void tellsNoValueInAnyMessage() {
		for (Arguments malformed : MALFORMED_VALUES) {
			String value = "[\"secret\"," + malformed.get()[0] + "]";

			assertThat(this.world.transform("{\"json\":" + value + "}").failure().message()).doesNotContain("secret");
		}
	}

	private static byte[] bytes(int... values) {
		byte[] bytes = new byte[values.length];
		for (int i = 0; i < values.length; i++) {
			bytes[i] = (byte) values[i];
		}
		return bytes;
	}

	private static byte[] concat(byte[]... parts) {
		ByteArrayOutputStream all = new ByteArrayOutputStream();
		for (byte[] part : parts) {
			all.writeBytes(part);
		}
		return all.toByteArray();
	}

}
