package dev.sluice.fuzz;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import dev.sluice.table.Column;
import dev.sluice.table.Column.Mode;
import dev.sluice.table.ColumnType;
import dev.sluice.table.ColumnType.Kind;
import dev.sluice.table.TableSchema;
import dev.sluice.transform.OnTypeConflict;
import dev.sluice.transform.OnUnknownField;
import dev.sluice.transform.json.JsonProperties;
import org.jspecify.annotations.Nullable;

/**
 * Tables of all types, modes and nestings, and settings of their pipelines.
 */
final class RandomTables {

	/** Names that are easily confused, and some that are simple. */
	static final List<String> NAMES = List.of("id", "name", "type", "start", "end", "coordinates", "Amount",
			"total_amount_of_all_items", "größe", "ÜBER", "İstanbul", "ı", "straße", "ſ", "K", "a b", "x%y", "_", "__",
			"日本", "\ud801\udc00", "\ud801\udc28", "_x", "x", "null", "true", "-", "‿", "a", "overflow", "Σας", "_1",
			"field_number_one", "field_number_two", "#1", "n'", "n" + "o".repeat(298), "٣".repeat(2), "ⅷ");

	private static final List<Kind> KINDS = List.of(Kind.values());

	private static final List<ColumnType> BOUNDS = List.of(ColumnType.DATE, ColumnType.DATETIME, ColumnType.TIMESTAMP);

	private final Dice dice;

	RandomTables(Dice dice) {
		this.dice = dice;
	}

	Settings settings() {
		if (this.dice.oneIn(3)) {
			return Settings.DEFAULTS;
		}
		JsonProperties.Timestamp timestamp = new JsonProperties.Timestamp(
				this.dice.pick(JsonProperties.ExcessDigits.values()),
				this.dice.pick(JsonProperties.EpochUnit.values()));
		JsonProperties json = new JsonProperties(this.dice.oneIn(2), timestamp,
				this.dice.pick(JsonProperties.Arrays.values()), this.dice.pick(JsonProperties.Decimals.values()),
				this.dice.oneIn(2), this.dice.pick(JsonProperties.Nested.values()));
		return new Settings(json, this.dice.pick(OnUnknownField.values()), this.dice.pick(OnTypeConflict.values()));
	}

	TableSchema schema(Settings settings) {
		int count = this.dice.oneIn(8) ? this.dice.below(60) : 1 + this.dice.smallBelow(12);
		if (this.dice.oneIn(500)) {
			count = 2100;
		}
		List<Column> columns = columns(count, 1);
		if (settings.overflows() && !this.dice.oneIn(5)) {
			columns.removeIf((column) -> column.name().equals(Settings.OVERFLOW_COLUMN));
			columns.add(this.dice.below(columns.size() + 1), overflow());
		}
		return new TableSchema(columns);
	}

	private Column overflow() {
		String name = this.dice.oneIn(6) ? "OverFlow" : Settings.OVERFLOW_COLUMN;
		ColumnType type = switch (this.dice.below(12)) {
			case 0 -> ColumnType.STRING;
			case 1 -> new ColumnType.Sized(Kind.STRING, 30L);
			case 2 -> ColumnType.BYTES;
			default -> ColumnType.JSON;
		};
		Mode mode = this.dice.oneIn(20) ? this.dice.pick(Mode.values()) : Mode.NULLABLE;
		return new Column(name, type, mode, null, null);
	}

	private List<Column> columns(int count, int depth) {
		List<Column> columns = new ArrayList<>();
		Set<String> taken = new HashSet<>();
		for (int i = 0; i < count; i++) {
			String name = this.dice.oneIn(3) ? this.dice.pick(NAMES) : "c" + i;
			if (taken.add(name.toLowerCase(Locale.ROOT))) {
				columns.add(column(name, depth));
			}
		}
		return columns;
	}

	private Column column(String name, int depth) {
		Mode mode = this.dice.oneIn(8) ? Mode.REQUIRED : this.dice.oneIn(4) ? Mode.REPEATED : Mode.NULLABLE;
		String defaultExpression = (depth == 1 && this.dice.oneIn(8)) ? "NULL" : null;
		return new Column(name, type(depth), mode, defaultExpression, null);
	}

	private ColumnType type(int depth) {
		Kind kind = this.dice.oneIn(8) ? Kind.STRUCT : this.dice.pick(KINDS);
		return switch (kind) {
			case STRUCT -> struct(depth);
			case RANGE -> new ColumnType.Range(this.dice.pick(BOUNDS));
			case NUMERIC -> decimal(kind, 29, 9);
			case BIGNUMERIC -> decimal(kind, 38, 38);
			case STRING, BYTES -> new ColumnType.Sized(kind, this.dice.oneIn(3) ? 1L + this.dice.below(12) : null);
			default -> new ColumnType.Simple(kind);
		};
	}

	private ColumnType struct(int depth) {
		int deepest = this.dice.oneIn(30) ? TableSchema.MAX_DEPTH : 3;
		return (depth < deepest) ? new ColumnType.Struct(columns(1 + this.dice.smallBelow(6), depth + 1))
				: ColumnType.INT64;
	}

	private ColumnType decimal(Kind kind, int mostDigitsBefore, int mostScale) {
		if (this.dice.oneIn(2)) {
			return new ColumnType.Decimal(kind, null, null);
		}
		@Nullable Integer scale = this.dice.oneIn(3) ? null : Integer.valueOf(this.dice.below(mostScale + 1));
		int least = (scale != null) ? scale : 0;
		int precision = Math.max(1, least + this.dice.below(mostDigitsBefore + 1));
		return new ColumnType.Decimal(kind, precision, scale);
	}

}
