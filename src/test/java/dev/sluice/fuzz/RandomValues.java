package dev.sluice.fuzz;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;

import dev.sluice.table.ColumnType;

/**
 * JSON values of columns' types, some near to their limits.
 */
final class RandomValues {

	private static final String[] WORDS = { "", "a", "true", "false", "null", "NaN", "Infinity", "-Infinity", "inf",
			"0x10", "1,5", "+1", " 1", "1 ", "01", "1.", ".5", "1e", "-", "--1", "1_000", "٣", "QQ==", "QR==", "QQ=",
			"Q===", "====", "=", "_-8", "+/8=", "+_8=", "2024-02-30", "0000-01-01", "24:00:00", "23:59:60", "25:00:00x",
			"2024-1-1", "[2024-01-01, 2024-01-02)", "[,)", "[NULL, unbounded)", "1-2 3 4:5:6.789", "POINT(1 2)",
			"POINT 5", "POINT EMPTY", "POINT(1 2))(", "{}", "{", "fullglobe", "K\u00f6ln", "\ud83d\ude00",
			"a longer text that does not fit into a word of eight bytes", "\u0000", "\"\\/\b\f\n\r\t", "\u007f\u2028" };

	private static final String[] NUMBERS = { "0", "-0", "0.0", "-0.0", "1", "-1", "0e0", "-0E+5", "1e0", "1E-0",
			"9223372036854775807", "-9223372036854775808", "9223372036854775808", "-9223372036854775809",
			"9223372036854775807.5", "18446744073709551615", "18446744073709551616", "9007199254740991",
			"9007199254740992", "9007199254740993", "922337203685477580.7e1", "1e18", "1e19", "1e-400", "1e400",
			"1.7976931348623157e308", "1.7976931348623159e308", "4.9e-324", "2.4703282292062327e-324",
			"2.2250738585072011e-308", "99999999999999999999999999999.999999999",
			"-99999999999999999999999999999.999999999", "100000000000000000000000000000", "1e28", "1e29", "1e-9",
			"1e-10", "578960446186580977117854925043439539266.34992332820282019728792003956564819967",
			"-578960446186580977117854925043439539266.34992332820282019728792003956564819968",
			"578960446186580977117854925043439539266.34992332820282019728792003956564819968", "1e-38", "1e-39",
			"1e-99999999999999999999", "1e99999999999999999999", "0e99999999999999999999", "1e2147483648",
			"253402300799999", "253402300800000", "-62135596800000", "-62135596800001", "0.001", "0.0005", "-0.0001" };

	private static final String[] DOCUMENTS = { "{}", "[]", "[[]]", "[null]", "{\"a\":{\"b\":[1,\"x\",null]}}",
			"[1,\"a\"]", "[1,2.5]", "[1,2]", "[[1],[2]]", "{\"a\":1,\"a\":2}", "{\"a\":1,\"A\":2}", "{\"\":{}}",
			"[{},{}]", "[{\"a\":1},{\"a\":\"x\",\"b\":[true]}]", "[\"2024-01-01\",\"x\"]", "{\"a?\":1,\"a!\":2}",
			"{\"type\":\"Point\",\"coordinates\":[1,2]}", "{\"start\":\"2024-01-01\",\"end\":null}", "[{\"a\":1},null]",
			"[1e400,2]", "{ \"a\" :\n[ 1 ,\r2 ] }" };

	private final Dice dice;

	RandomValues(Dice dice) {
		this.dice = dice;
	}

	/**
	 * A value for a column.
	 * @param odd whether it may miss the column's type or limits
	 */
	String of(ColumnType type, boolean odd) {
		if (odd && this.dice.oneIn(2)) {
			return this.dice.pick(quoted(this.dice.pick(WORDS)), this.dice.pick(NUMBERS), this.dice.pick(DOCUMENTS));
		}
		return switch (type.kind()) {
			case BOOL -> this.dice.pick("true", "false", "\"true\"", "\"false\"");
			case INT64 -> maybeQuoted(integer(odd));
			case FLOAT64 -> this.dice.oneIn(10) ? this.dice.pick("\"NaN\"", "\"Infinity\"", "\"-Infinity\"")
					: maybeQuoted(number());
			case NUMERIC, BIGNUMERIC -> maybeQuoted(decimal((ColumnType.Decimal) type, odd));
			case STRING -> this.dice.oneIn(6) ? number() : quoted(string((ColumnType.Sized) type, odd));
			case BYTES -> quoted(base64((ColumnType.Sized) type, odd));
			case DATE, TIME, DATETIME -> quoted(time(type, odd));
			case TIMESTAMP -> this.dice.oneIn(4) ? integer(odd) : quoted(time(type, odd));
			case RANGE -> range(((ColumnType.Range) type).element(), odd);
			case JSON -> anything(3);
			case GEOGRAPHY ->
				this.dice.oneIn(3) ? "{\"x\":[1,{}], \"type\" :\"Polygon\"}" : quoted(this.dice.pick("POINT(13.4 52.5)",
						"Polygon ((0 0, 1 1, 1 0, 0 0))", "LINESTRING EMPTY", "FULLGLOBE", "{\"type\": \"Point\"}"));
			case INTERVAL -> quoted(interval(odd));
			case STRUCT -> throw new IllegalArgumentException("a STRUCT has columns");
		};
	}

	/**
	 * Any value.
	 * @param depth how deep it stands already
	 */
	String anything(int depth) {
		return switch (this.dice.below(12)) {
			case 0, 1 -> quoted(this.dice.pick(WORDS));
			case 2, 3 -> this.dice.pick(DOCUMENTS);
			case 4 -> this.dice.pick("true", "false", "null");
			case 5 -> this.dice.pick(NUMBERS);
			case 6 -> quoted(time(this.dice.pick(ColumnType.DATE, ColumnType.TIME, ColumnType.TIMESTAMP), false));
			case 7 -> quoted(string());
			case 8 -> this.dice.oneIn(30) ? nested(this.dice.pick(98, 99, 100, 101, 500) - depth) : "[]";
			case 9 -> this.dice.oneIn(30) ? this.dice.digits(990 + this.dice.below(20)).replaceFirst("^0+", "1") : "0";
			case 10 -> (depth > 6) ? "{}" : document(depth);
			default -> number();
		};
	}

	private String document(int depth) {
		List<String> inside = new ArrayList<>();
		boolean object = this.dice.oneIn(2);
		for (int i = this.dice.smallBelow(this.dice.oneIn(40) ? 400 : 5); i > 0; i--) {
			String key = this.dice.oneIn(20) ? string() : "k" + this.dice.below(this.dice.oneIn(4) ? 10 : 10_000);
			inside.add((object ? quoted(key) + ":" : "") + anything(depth + 1));
		}
		return object ? "{" + String.join(", ", inside) + "}" : "[" + String.join(" ,", inside) + "]";
	}

	private String nested(int depth) {
		String open = this.dice.pick("[", "{\"a\":", "[{\"a\":");
		String close = open.replace("\"a\":", "").replace("[{", "}]").replace('{', '}').replace('[', ']');
		int times = Math.max(1, depth / close.length());
		return open.repeat(times) + "1" + close.repeat(times);
	}

	/**
	 * Text in quotes, with escapes where there must be, and where there may be.
	 */
	static String quoted(String text) {
		StringBuilder quoted = new StringBuilder("\"");
		for (char character : text.toCharArray()) {
			if (character == '"' || character == '\\') {
				quoted.append('\\').append(character);
			}
			else if (character < ' ' || (text.length() % 5 == 1 && character % 7 == 3)) {
				quoted.append("\\u%04x".formatted((int) character));
			}
			else {
				quoted.append(character);
			}
		}
		return quoted.append('"').toString();
	}

	private String maybeQuoted(String number) {
		return this.dice.oneIn(4) ? "\"" + number + "\"" : number;
	}

	private String integer(boolean odd) {
		if (odd || this.dice.oneIn(20)) {
			return this.dice.pick(NUMBERS);
		}
		long value = this.dice.bits() >> this.dice.below(64);
		return switch (this.dice.below(12)) {
			case 0 -> value + ".0";
			case 1 -> value + "000e-3";
			case 2 -> BigDecimal.valueOf(value).divide(BigDecimal.TEN.pow(4)).toPlainString() + "E4";
			default -> Long.toString(value);
		};
	}

	private String number() {
		if (this.dice.oneIn(6)) {
			return this.dice.pick(NUMBERS);
		}
		if (this.dice.oneIn(4)) {
			double value = Double.longBitsToDouble(this.dice.bits());
			return Double.isFinite(value) ? Double.toString(value) : "1.5";
		}
		String digits = (1 + this.dice.below(9))
				+ this.dice.digits(this.dice.smallBelow(this.dice.oneIn(20) ? 900 : 25));
		String fraction = this.dice.oneIn(2) ? "." + this.dice.digits(1 + this.dice.smallBelow(25)) : "";
		String exponent = this.dice.oneIn(3)
				? this.dice.pick("e", "E") + this.dice.pick("", "+", "-") + this.dice.digits(1 + this.dice.below(3))
				: "";
		return this.dice.pick("", "-") + this.dice.pick(digits, "0") + fraction + exponent;
	}

	private String decimal(ColumnType.Decimal type, boolean odd) {
		if (odd || this.dice.oneIn(20)) {
			return this.dice.oneIn(2) ? this.dice.pick(NUMBERS) : number();
		}
		boolean numeric = type.kind() == ColumnType.Kind.NUMERIC;
		Integer limit = type.precision();
		int precision = (limit != null) ? limit : numeric ? 38 : 76;
		Integer scaleLimit = type.scale();
		int scale = (limit != null) ? Objects.requireNonNullElse(scaleLimit, 0) : (numeric ? 9 : 38);
		String digits = this.dice.digits(1 + this.dice.below(precision));
		BigInteger unscaled = this.dice.oneIn(8) ? BigInteger.TEN.pow(precision).subtract(BigInteger.ONE)
				: new BigInteger(digits);
		BigDecimal value = new BigDecimal(unscaled, scale);
		String text = switch (this.dice.below(4)) {
			case 0 -> value.toString();
			case 1 -> value.stripTrailingZeros().toString();
			case 2 -> value.toPlainString() + ((value.scale() > 0) ? "000" : "");
			default -> value.toPlainString();
		};
		return this.dice.pick("", "-") + text;
	}

	/**
	 * Text of any characters that JSON can hold.
	 */
	String string() {
		StringBuilder text = new StringBuilder(this.dice.oneIn(3000) ? "ab\u00e9c".repeat(25_000) : "");
		for (int i = this.dice.smallBelow(this.dice.oneIn(20) ? 400 : 24); i > 0; i--) {
			text.appendCodePoint(switch (this.dice.below(10)) {
				case 0 -> this.dice.below(' ');
				case 1 -> "\"\\/\u007f\u0080\u07ff\u0800\u2028\uffff".charAt(this.dice.below(9));
				case 2 -> 0x400 + this.dice.below(0x100);
				case 3 -> this.dice.pick(0x10000, 0x10FFFF, 0x1F600 + this.dice.below(64));
				default -> ' ' + this.dice.below(95);
			});
		}
		return text.toString();
	}

	private String string(ColumnType.Sized type, boolean odd) {
		String text = this.dice.oneIn(4) ? this.dice.pick(WORDS) : string();
		Long most = type.maxLength();
		int length = text.codePointCount(0, text.length());
		boolean cut = most != null && length > most && !odd;
		return cut ? text.substring(0, text.offsetByCodePoints(0, most.intValue())) : text;
	}

	private String base64(ColumnType.Sized type, boolean odd) {
		if (odd && this.dice.oneIn(2)) {
			return this.dice.pick(WORDS);
		}
		Long most = type.maxLength();
		byte[] bytes = new byte[this.dice.below((most != null) ? most.intValue() + (odd ? 2 : 1) : 40)];
		for (int i = 0; i < bytes.length; i++) {
			bytes[i] = (byte) this.dice.bits();
		}
		Base64.Encoder encoder = this.dice.pick(Base64.getEncoder(), Base64.getUrlEncoder());
		return (this.dice.oneIn(2) ? encoder : encoder.withoutPadding()).encodeToString(bytes);
	}

	private String time(ColumnType type, boolean odd) {
		RandomTimes times = new RandomTimes(this.dice, odd);
		return switch (type.kind()) {
			case DATE -> times.date();
			case TIME -> times.time(false);
			case DATETIME -> times.date() + this.dice.pick("T", " ", "t") + times.time(false);
			default -> times.date() + this.dice.pick("T", " ") + times.time(true) + times.zone();
		};
	}

	private String range(ColumnType element, boolean odd) {
		String one = time(element, odd);
		String other = time(element, odd);
		boolean swap = !odd && one.compareTo(other) > 0;
		String start = swap ? other : one;
		String end = swap ? one : other;
		return switch (this.dice.below(6)) {
			case 0 -> quoted("[" + start + ", UNBOUNDED)");
			case 1 -> quoted("[" + start + "," + end + ")");
			case 2 -> "{\"start\":" + quoted(start) + " , \"end\": null}";
			case 3 -> "{\"end\":" + quoted(end) + "}";
			case 4 -> "{\"end\":" + quoted(end) + ",\"start\":\n" + quoted(start) + "}";
			default -> quoted("[" + start + ", " + end + ")");
		};
	}

	private String interval(boolean odd) {
		int years = this.dice.oneIn(8) ? 10_000 : this.dice.below(200);
		int months = this.dice.below(odd ? 14 : 12);
		String fraction = this.dice.oneIn(2) ? "." + this.dice.digits(1 + this.dice.below(odd ? 8 : 6)) : "";
		return this.dice.pick("", "-") + years + "-" + ((years == 10_000 && !odd) ? 0 : months) + " "
				+ this.dice.pick("", "-") + this.dice.below(4_000_000) + " " + this.dice.pick("", "-")
				+ this.dice.pick(87_840_000, this.dice.below(100)) + ":0:" + this.dice.below(odd ? 61 : 1) + fraction;
	}

}
