package dev.sluice.transform.json;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;

import dev.sluice.table.Column;
import dev.sluice.table.ColumnType;

/**
 * Records for a table, most of them good, and records that were damaged on their way.
 */
final class RandomJson {

	private static final String[] SPACES = { "", "", "", "", " ", "\n", "\t ", "\r\n" };

	private static final String[] TEXTS = { "", "a", "Köln", "😀", "\\n", "\\u00e9", "\\ud83d\\ude00", "\\ud83d",
			"true", "false", "NaN", "Infinity", "-Infinity", "QQ==", "QR==", "_-8", "+/8=", "null", "12x", "\\/",
			"\\\"", "0x10", "a longer text that does not fit into a word of eight bytes", "2024-02-30", "24:00:00",
			"\u0000", "2024-1-1" };

	private static final String[] DOCUMENTS = { "{}", "[]", "null", "{\"a\":{\"b\":[1,\"x\",null]}}", "[[[1]]]",
			"{\"a\":1,\"a\":2}", "[1,2", "{\"\":{}}", "{\"a\":1,\"A\":2}" };

	private final Random random;

	private final List<Column> columns;

	RandomJson(long seed, List<Column> columns) {
		this.random = new Random(seed);
		this.columns = columns;
	}

	byte[] record() {
		return (space() + object(this.columns) + space()).getBytes(StandardCharsets.UTF_8);
	}

	/**
	 * A record with some bytes changed, left out or put in.
	 */
	byte[] damaged(byte[] record) {
		byte[] damaged = record;
		for (int i = this.random.nextInt(3); i >= 0 && damaged.length > 0; i--) {
			int at = this.random.nextInt(damaged.length);
			int length = Math.min(1 + this.random.nextInt(4), damaged.length - at);
			damaged = switch (this.random.nextInt(5)) {
				case 0 -> Arrays.copyOf(damaged, at);
				case 1 -> joined(damaged, at, at + length, new byte[0]);
				case 2 -> joined(damaged, at, at, Arrays.copyOfRange(damaged, at, at + length));
				case 3 -> joined(damaged, at, at + 1, new byte[] { (byte) this.random.nextInt(256) });
				default -> joined(damaged, at, at + 1,
						new byte[] { (byte) "{}[]\",:\\0e.-+ntu ".charAt(this.random.nextInt(17)) });
			};
		}
		return damaged;
	}

	private static byte[] joined(byte[] bytes, int to, int from, byte[] between) {
		byte[] joined = new byte[to + between.length + bytes.length - from];
		System.arraycopy(bytes, 0, joined, 0, to);
		System.arraycopy(between, 0, joined, to, between.length);
		System.arraycopy(bytes, from, joined, to + between.length, bytes.length - from);
		return joined;
	}

	private String object(List<Column> columns) {
		List<String> members = new ArrayList<>();
		for (Column column : columns) {
			if (oneIn(5)) {
				members.add(space() + key(column.name()) + space() + ":" + space() + value(column) + space());
			}
		}
		if (oneIn(10)) {
			members.add("\"unknown" + this.random.nextInt(5) + "\":" + anything());
		}
		if (oneIn(60) && !members.isEmpty()) {
			members.add(members.get(0));
		}
		if (oneIn(3)) {
			Collections.shuffle(members, this.random);
		}
		return "{" + String.join(",", members) + "}";
	}

	private String key(String name) {
		return switch (this.random.nextInt(20)) {
			case 0 -> "\"" + name.toUpperCase(Locale.ROOT) + "\"";
			case 1 -> "\"\\u%04x%s\"".formatted((int) name.charAt(0), name.substring(1));
			default -> "\"" + name + "\"";
		};
	}

	private String value(Column column) {
		if (oneIn(25)) {
			return oneIn(2) ? "null" : anything();
		}
		if (column.mode() != Column.Mode.REPEATED) {
			return single(column.type());
		}
		List<String> elements = new ArrayList<>();
		for (int i = this.random.nextInt(4); i > 0; i--) {
			elements.add(space() + (oneIn(60) ? anything() : single(column.type())));
		}
		return "[" + String.join(",", elements) + space() + "]";
	}

	private String single(ColumnType type) {
		String number = oneIn(3) ? "\"" + number() + "\"" : number();
		return switch (type.kind()) {
			case BOOL -> pick("true", "false", "\"true\"");
			case INT64 -> oneIn(2) ? "" + (this.random.nextLong() >> this.random.nextInt(64)) : number;
			case FLOAT64 -> oneIn(2) ? "" + this.random.nextGaussian() : number;
			case NUMERIC, BIGNUMERIC -> number;
			case STRING -> "\"" + pick(TEXTS) + pick(TEXTS) + "\"";
			case BYTES -> "\"" + pick("", "QUFB", "-_-_") + pick("", "QUE", "QUE=", "QQ==", "QQ=") + "\"";
			case DATE -> "\"" + date() + "\"";
			case TIME -> "\"" + time() + "\"";
			case DATETIME -> "\"" + date() + pick("T", " ", "t") + time() + "\"";
			case TIMESTAMP -> oneIn(4) ? number() : "\"" + date() + pick("T", " ") + time() + zone() + "\"";
			case STRUCT -> object(((ColumnType.Struct) type).columns());
			default -> anything();
		};
	}

	private String anything() {
		return switch (this.random.nextInt(4)) {
			case 0 -> "\"" + pick(TEXTS) + "\"";
			case 1 -> pick(DOCUMENTS);
			case 2 -> pick("true", "false", "null");
			default -> number();
		};
	}

	private String number() {
		String digits = oneIn(8) ? "" + this.random.nextInt(3)
				: Long.toString(this.random.nextLong() >>> this.random.nextInt(64));
		String more = oneIn(8) ? Long.toUnsignedString(this.random.nextLong()) : "";
		String fraction = oneIn(2) ? "." + digits(1 + this.random.nextInt(12)) : "";
		String exponent = oneIn(6) ? pick("e", "E") + pick("", "+", "-") + digits(1 + this.random.nextInt(2)) : "";
		return pick("", "-") + digits.replace("-", "") + more + fraction + exponent;
	}

	private String digits(int count) {
		StringBuilder digits = new StringBuilder();
		for (int i = 0; i < count; i++) {
			digits.append(oneIn(3) ? 0 : this.random.nextInt(10));
		}
		return digits.toString();
	}

	private String date() {
		int year = oneIn(6) ? this.random.nextInt(10_000) : 1960 + this.random.nextInt(90);
		return "%04d-%02d-%02d".formatted(year, oneIn(30) ? 13 : 1 + this.random.nextInt(12),
				oneIn(10) ? 31 : 1 + this.random.nextInt(28));
	}

	private String time() {
		String fraction = pick("", ".", ".5", ".123456", ".123456000", ".123456789", ".1234567890", ".000");
		String seconds = oneIn(10) ? "" : ":%02d".formatted(this.random.nextInt(61)) + fraction;
		return "%02d:%02d".formatted(this.random.nextInt(24), this.random.nextInt(60)) + seconds;
	}

	private String zone() {
		return pick("Z", "Z", "z", "", "+00", "-12:30", "+23:59", "+24:00", "+1", " Z");
	}

	private String space() {
		return pick(SPACES);
	}

	private boolean oneIn(int chances) {
		return this.random.nextInt(chances) == 0;
	}

	private String pick(String... choices) {
		return choices[this.random.nextInt(choices.length)];
	}

}
