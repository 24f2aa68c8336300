package dev.sluice.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;

import dev.sluice.table.Column;
import dev.sluice.table.ColumnType;
import dev.sluice.table.TableSchema;

/**
 * Records for a table: most of their values fit, many only just, and some do not.
 */
final class RandomRecords {

	private static final String[] SPACES = { "", "", "", "", "", "", " ", "\n", "\t ", "\r\n" };

	private final Dice dice;

	private final RandomValues values;

	private final List<Column> columns;

	/** How many in a hundred values do not fit. */
	private final int oddness;

	/** Whether records have ever new fields. */
	private final boolean crowded;

	RandomRecords(Dice dice, TableSchema schema) {
		this.dice = dice;
		this.values = new RandomValues(dice);
		this.columns = schema.columns();
		this.oddness = dice.pick(0, 1, 4, 20);
		this.crowded = dice.oneIn(100);
	}

	byte[] record() {
		String text = switch (this.dice.below(60)) {
			case 0 -> this.values.anything(0);
			case 1, 2, 3 -> array();
			default -> object(this.columns, 1);
		};
		return (space() + text + space()).getBytes(StandardCharsets.UTF_8);
	}

	private String array() {
		List<String> elements = new ArrayList<>();
		for (int i = this.dice.below(4); i > 0; i--) {
			elements.add(this.dice.oneIn(20) ? this.values.anything(1) : object(this.columns, 2));
		}
		return "[" + String.join(",", elements) + "]";
	}

	private boolean odd() {
		return this.dice.below(100) < this.oddness;
	}

	private String object(List<Column> columns, int depth) {
		List<String> members = new ArrayList<>();
		for (Column column : columns) {
			if (column.mode() == Column.Mode.REQUIRED || this.dice.oneIn(2)) {
				members.add(member(key(column.name()), value(column, depth)));
			}
		}
		if (this.dice.oneIn(12) || odd()) {
			members.add(member(
					RandomValues
						.quoted(this.dice.oneIn(2) ? "new" + this.dice.below(5) : this.dice.pick(RandomTables.NAMES)),
					this.values.anything(depth)));
		}
		for (int i = this.crowded ? 200 : 0; i > 0; i--) {
			members.add(member("\"u" + this.dice.below(1_000_000) + "\"", "1"));
		}
		if (odd()) {
			members.add(member(strangeKey(), this.values.anything(depth)));
		}
		if (odd() && !members.isEmpty() && this.dice.oneIn(3)) {
			members.add(this.dice.pick(members));
		}
		if (this.dice.oneIn(3)) {
			Collections.shuffle(members, new Random(this.dice.bits()));
		}
		return "{" + space() + String.join("," + space(), members) + "}";
	}

	private String member(String key, String value) {
		return key + space() + ":" + space() + value + space();
	}

	private String strangeKey() {
		return switch (this.dice.below(8)) {
			case 0 -> "\"\"";
			case 1 -> "\"" + "k".repeat(299 + this.dice.below(3)) + "\"";
			case 2 -> "\"a.b[0]\"";
			case 3 -> "\"_TABLE_x\"";
			case 4 -> "\"9\\u0000\"";
			case 5 -> "\"say \\\"\\\\\\\"\"";
			case 6 -> "\"Overflow\"";
			default -> RandomValues.quoted(this.values.string());
		};
	}

	/**
	 * A column's name as records may spell it.
	 */
	private String key(String name) {
		return switch (this.dice.below(40)) {
			case 0 -> RandomValues.quoted(name.toUpperCase(Locale.ROOT));
			case 1 -> RandomValues.quoted(name.toLowerCase(Locale.ROOT));
			case 2 -> "\"\\u%04x%s".formatted((int) name.charAt(0), name.substring(1) + "\"");
			case 3 -> "\"\\u%04X%s".formatted((int) name.charAt(0), name.substring(1) + "\"");
			case 4 -> RandomValues.quoted(name.replace('_', this.dice.pick('?', '/', '.')));
			default -> RandomValues.quoted(name);
		};
	}

	private String value(Column column, int depth) {
		if (this.dice.oneIn(20)) {
			return "null";
		}
		if (odd()) {
			return this.values.anything(depth);
		}
		if (column.mode() != Column.Mode.REPEATED) {
			return single(column.type(), depth);
		}
		List<String> elements = new ArrayList<>();
		int count = this.dice.oneIn(50) ? this.dice.below(60) : this.dice.below(4);
		for (int i = 0; i < count; i++) {
			elements.add(space() + (odd() ? this.values.anything(depth) : single(column.type(), depth + 1)));
		}
		return "[" + String.join(space() + ",", elements) + space() + "]";
	}

	private String single(ColumnType type, int depth) {
		return (type instanceof ColumnType.Struct struct) ? object(struct.columns(), depth + 1)
				: this.values.of(type, odd());
	}

	private String space() {
		return this.dice.pick(SPACES);
	}

}
