package dev.sluice.transform.json;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

import dev.sluice.table.RowWriter;

/**
 * Values of BOOL and number columns. Numbers may also stand in strings, written as JSON
 * writes them.
 */
final class NumberCasts {

	private static final byte[] NAN = "NaN".getBytes(StandardCharsets.US_ASCII);

	private static final byte[] INFINITY = "Infinity".getBytes(StandardCharsets.US_ASCII);

	private static final byte[] MINUS_INFINITY = "-Infinity".getBytes(StandardCharsets.US_ASCII);

	private final JsonScanner scanner;

	private final JsonSkipper skipper;

	private final Mismatch mismatch;

	private final NumberText number = new NumberText();

	NumberCasts(JsonScanner scanner, JsonSkipper skipper, Mismatch mismatch) {
		this.scanner = scanner;
		this.skipper = skipper;
		this.mismatch = mismatch;
	}

	int bool(int at, Field field, RowWriter out) {
		int after = switch (this.scanner.peek(at)) {
			case 't' -> this.scanner.literal(at, JsonSkipper.TRUE);
			case 'f' -> this.scanner.literal(at, JsonSkipper.FALSE);
			case '"' -> this.scanner.string(at + 1);
			default -> this.mismatch.wrongType(at, field);
		};
		if (after < 0) {
			return after;
		}
		boolean text = this.scanner.peek(at) == '"';
		boolean value = text ? this.scanner.textIs(JsonSkipper.TRUE) : this.scanner.peek(at) == 't';
		if (text && !value && !this.scanner.textIs(JsonSkipper.FALSE)) {
			return this.mismatch.wrongType(at, field);
		}
		out.bool(field.index(), value);
		return after;
	}

	int int64(int at, Field field, RowWriter out) {
		int after = number(at, field);
		if (after < 0) {
			return after;
		}
		NumberText.Fit fit = this.number.fitWhole(0);
		if (fit != NumberText.Fit.EXACT) {
			return (fit == NumberText.Fit.BEYOND) ? this.mismatch.outOfRange(at, "is outside the range of INT64")
					: this.mismatch.wrongType(at, field);
		}
		out.int64(field.index(), this.number.whole());
		return after;
	}

	int float64(int at, Field field, RowWriter out) {
		if (this.scanner.peek(at) == '"') {
			return float64InString(at, field, out);
		}
		return float64(at, number(at, field), field, out);
	}

	private int float64InString(int at, Field field, RowWriter out) {
		int after = this.scanner.string(at + 1);
		if (after < 0) {
			return after;
		}
		if (this.scanner.textIs(NAN)) {
			out.float64(field.index(), Double.NaN);
		}
		else if (this.scanner.textIs(INFINITY)) {
			out.float64(field.index(), Double.POSITIVE_INFINITY);
		}
		else if (this.scanner.textIs(MINUS_INFINITY)) {
			out.float64(field.index(), Double.NEGATIVE_INFINITY);
		}
		else {
			return float64(at, numberInText(at, after, field), field, out);
		}
		return after;
	}

	private int float64(int at, int after, Field field, RowWriter out) {
		if (after < 0) {
			return after;
		}
		double value = this.number.float64();
		if (Double.isInfinite(value)) {
			return this.mismatch.outOfRange(at, "is outside the range of FLOAT64");
		}
		out.float64(field.index(), value);
		return after;
	}

	int decimal(int at, Field field, RowWriter out) {
		int after = number(at, field);
		if (after < 0) {
			return after;
		}
		DecimalLimits limits = field.decimalLimits();
		if (this.number.isSmallDecimal() && limits.holds(this.number.unscaled(), this.number.scale())
				&& this.number.scale() <= limits.scale()) {
			out.decimal(field.index(), this.number.unscaled(), this.number.scale());
			return after;
		}
		BigDecimal value = this.number.decimal();
		if (value == null || !limits.holds(value)) {
			return this.mismatch.outOfRange(at, "has more digits than its " + field.kind() + " column holds");
		}
		out.decimal(field.index(), value);
		return after;
	}

	/**
	 * Reads a number, or a string of one.
	 */
	private int number(int at, Field field) {
		byte first = this.scanner.peek(at);
		if (first == '-' || (first >= '0' && first <= '9')) {
			return this.skipper.number(at, this.number);
		}
		if (first != '"') {
			return this.mismatch.wrongType(at, field);
		}
		int after = this.scanner.string(at + 1);
		return (after < 0) ? after : numberInText(at, after, field);
	}

	private int numberInText(int at, int after, Field field) {
		int end = this.scanner.textTo();
		boolean isNumber = this.number.read(this.scanner.text(), this.scanner.textFrom(), end) == end;
		return (isNumber && !this.number.isTooLong()) ? after : this.mismatch.wrongType(at, field);
	}

}
