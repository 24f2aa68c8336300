package dev.sluice.transform.json;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.sluice.record.Reason;
import dev.sluice.table.Column;
import dev.sluice.table.ColumnName;
import dev.sluice.table.ColumnType;
import dev.sluice.table.ColumnWidening;
import dev.sluice.table.TableSchema;
import org.jspecify.annotations.Nullable;

/**
 * The columns that fields without one suggest by their values. A value suggests only a
 * column that can hold it.
 */
final class ColumnInference {

	private static final DecimalLimits NUMERIC = DecimalLimits.of((ColumnType.Decimal) ColumnType.NUMERIC);

	private static final DecimalLimits BIGNUMERIC = DecimalLimits.of((ColumnType.Decimal) ColumnType.BIGNUMERIC);

	private final JsonScanner scanner;

	private final JsonSkipper skipper;

	private final JsonProperties properties;

	private final IsoText iso;

	private final NumberText number = new NumberText();

	private int after;

	ColumnInference(JsonScanner scanner, JsonSkipper skipper, JsonProperties properties) {
		this.scanner = scanner;
		this.skipper = skipper;
		this.properties = properties;
		this.iso = new IsoText(properties.timestamp().excessDigits() == JsonProperties.ExcessDigits.DROP);
	}

	/**
	 * Looks at a value, which must be well-formed.
	 * @param at where it begins
	 * @param name the name of its column
	 * @param structs how many STRUCTs would be around its column
	 * @return the column, or {@code null} if the value tells nothing of it or is refused
	 */
	@Nullable Column infer(int at, String name, int structs) {
		return switch (this.scanner.peek(at)) {
			case '{' -> object(at, name, structs + 1);
			case '[' -> array(at, name, structs);
			case 'n' -> nothing(this.scanner.literal(at, JsonSkipper.NULL));
			case '"' -> string(at, name);
			case 't' -> column(name, ColumnType.BOOL, this.scanner.literal(at, JsonSkipper.TRUE));
			case 'f' -> column(name, ColumnType.BOOL, this.scanner.literal(at, JsonSkipper.FALSE));
			default -> number(at, name);
		};
	}

	/**
	 * The position after the value that was read last, or {@link Fault#FAILED}.
	 */
	int after() {
		return this.after;
	}

	private @Nullable Column nothing(int after) {
		this.after = after;
		return null;
	}

	private @Nullable Column column(String name, ColumnType type, int after) {
		this.after = after;
		return (after < 0) ? null : Column.nullable(name, type);
	}

	private @Nullable Column string(int at, String name) {
		int after = this.scanner.string(at + 1);
		if (after < 0 || !this.properties.detectDates()) {
			return column(name, ColumnType.STRING, after);
		}
		byte[] text = this.scanner.text();
		int from = this.scanner.textFrom();
		int to = this.scanner.textTo();
		if (IsoText.isValue(this.iso.timestamp(text, from, to))) {
			return column(name, ColumnType.TIMESTAMP, after);
		}
		boolean date = IsoText.isValue(this.iso.date(text, from, to));
		return column(name, date ? ColumnType.DATE : ColumnType.STRING, after);
	}

	private @Nullable Column number(int at, String name) {
		int after = this.skipper.number(at, this.number);
		return (after < 0) ? nothing(after) : column(name, numberType(), after);
	}

	private ColumnType numberType() {
		boolean integer = this.number.isWrittenAsInteger();
		if (integer && this.number.fitWhole(0) == NumberText.Fit.EXACT) {
			return ColumnType.INT64;
		}
		if (!integer && this.properties.decimals() == JsonProperties.Decimals.FLOAT64) {
			return Double.isInfinite(this.number.float64()) ? ColumnType.STRING : ColumnType.FLOAT64;
		}
		BigDecimal value = this.number.decimal();
		if (value == null || !BIGNUMERIC.holds(value)) {
			return ColumnType.STRING;
		}
		return NUMERIC.holds(value) ? ColumnType.NUMERIC : ColumnType.BIGNUMERIC;
	}

	private @Nullable Column object(int at, String name, int structs) {
		int i = this.scanner.token(at + 1);
		boolean more = this.scanner.peek(i) != '}';
		if (!more || structs > TableSchema.MAX_DEPTH || this.properties.nested() == JsonProperties.Nested.JSON) {
			return column(name, ColumnType.JSON, this.skipper.skip(at, 0));
		}
		List<Column> columns = new ArrayList<>();
		Map<String, String> keys = new HashMap<>();
		while (more) {
			i = member(i, columns, keys, structs);
			more = i >= 0 && this.scanner.peek(i) == ',';
			i = more ? this.scanner.token(i + 1) : i;
		}
		Column column = column(name, new ColumnType.Struct(columns), this.skipper.close(i, '}'));
		return columns.isEmpty() ? null : column;
	}

	private int member(int at, List<Column> columns, Map<String, String> keys, int structs) {
		int value = this.scanner.colon(this.skipper.key(at));
		String key = this.scanner.textString();
		String name = ColumnName.of(key);
		if (name == null) {
			return Names.tooLong(this.scanner.fault(), key, at);
		}
		String twin = keys.putIfAbsent(name.toLowerCase(Locale.ROOT), key);
		if (twin != null) {
			return Names.twice(this.scanner.fault(), twin, key, at);
		}
		Column column = infer(value, name, structs);
		if (column != null) {
			columns.add(column);
		}
		return (this.after < 0) ? this.scanner.fault().within(key) : this.scanner.token(this.after);
	}

	private @Nullable Column array(int at, String name, int structs) {
		Elements elements = new Elements();
		int i = this.scanner.token(at + 1);
		boolean more = this.scanner.peek(i) != ']';
		for (int index = 0; more; index++) {
			i = element(i, index, elements, structs);
			more = i >= 0 && this.scanner.peek(i) == ',';
			i = more ? this.scanner.token(i + 1) : i;
		}
		int end = this.skipper.close(i, ']');
		if (end >= 0 && elements.hole >= 0 && !elements.mixed) {
			this.scanner.fault().fail(Reason.WRONG_TYPE, "an array has a null element", at);
			return nothing(this.scanner.fault().within(elements.hole));
		}
		return elements.mixed ? column(name, ColumnType.JSON, end) : repeated(name, elements.type, end);
	}

	private @Nullable Column repeated(String name, @Nullable ColumnType type, int after) {
		this.after = after;
		return (after < 0 || type == null) ? null : Column.repeated(name, type);
	}

	private int element(int at, int index, Elements elements, int structs) {
		elements.mixed |= this.scanner.peek(at) == '[';
		if (elements.mixed) {
			this.after = this.skipper.skip(at, 0);
		}
		else {
			elements.add(infer(at, "", structs));
			elements.hole = (this.scanner.peek(at) == 'n') ? index : elements.hole;
		}
		return (this.after < 0) ? this.scanner.fault().within(index) : this.scanner.token(this.after);
	}

	/**
	 * What the elements of an array have in common.
	 */
	private static final class Elements {

		private @Nullable ColumnType type;

		/** Whether no array of one type holds them. */
		private boolean mixed;

		/** The index of an element that is null, or negative. */
		private int hole = -1;

		void add(@Nullable Column element) {
			if (element == null) {
				return;
			}
			ColumnType before = (this.type != null) ? this.type : element.type();
			this.type = ColumnWidening.widen(before, element.type());
			this.mixed = this.type.kind() == ColumnType.Kind.JSON && !before.equals(element.type());
		}

	}

}
