package dev.sluice.transform.snowplow;

import java.math.BigDecimal;

import dev.sluice.schema.snowplow.FieldType;
import dev.sluice.schema.snowplow.FieldType.Scalar;
import dev.sluice.table.ColumnType.Kind;
import dev.sluice.table.RowWriter;
import dev.sluice.transform.json.Fault;
import dev.sluice.transform.json.JsonScanner;
import dev.sluice.transform.json.JsonSkipper;
import dev.sluice.transform.json.NumberText;

/**
 * Single values as values of their columns. A STRING or JSON column takes the text of any
 * value that the field's type permits.
 */
final class ScalarCasts {

	private final JsonScanner scanner;

	private final JsonSkipper skipper;

	private final NumberText number = new NumberText();

	private final TimeText times = new TimeText();

	private final CompactJson compact = new CompactJson();

	ScalarCasts(JsonScanner scanner, JsonSkipper skipper) {
		this.scanner = scanner;
		this.skipper = skipper;
	}

	/**
	 * Writes one value, which is not null.
	 * @return the position after it; negative if it is none of the field's type, or not
	 * well-formed
	 */
	int cast(int at, CastField field, RowWriter out) {
		if (field.type() instanceof Scalar type) {
			return scalar(at, field, type, out);
		}
		return (field.type() instanceof FieldType.Decimal) ? number(at, field, out) : container(at, field, out);
	}

	private int scalar(int at, CastField field, Scalar type, RowWriter out) {
		return switch (type) {
			case STRING -> (this.scanner.peek(at) == '"') ? string(at, field, out) : Fault.FAILED;
			case TEXT -> (this.scanner.peek(at) == '"') ? string(at, field, out) : json(at, field, out);
			case BOOLEAN -> bool(at, field, out);
			case INT32, INT64, FLOAT64, NUMERIC -> number(at, field, out);
			case JSON -> json(at, field, out);
			case DATE, TIMESTAMP, DATE_TEXT, TIMESTAMP_TEXT, DATETIME_TEXT -> time(at, field, type, out);
		};
	}

	private int string(int at, CastField field, RowWriter out) {
		int after = this.scanner.string(at + 1);
		if (after < 0 || field.column() == Kind.STRING) {
			if (after >= 0) {
				out.utf8(field.index(), this.scanner.text(), this.scanner.textFrom(), this.scanner.textTo());
			}
			return after;
		}
		return text(at, after, field, out);
	}

	/**
	 * Any value as its compact text.
	 */
	private int json(int at, CastField field, RowWriter out) {
		int after = this.skipper.skip(at, 0);
		return (after < 0) ? after : text(at, after, field, out);
	}

	/**
	 * An object or an array whose column holds it as text.
	 */
	private int container(int at, CastField field, RowWriter out) {
		char open = (field.type() instanceof FieldType.Struct) ? '{' : '[';
		return (this.scanner.peek(at) == open) ? json(at, field, out) : Fault.FAILED;
	}

	private int text(int at, int after, CastField field, RowWriter out) {
		if (field.column() != Kind.JSON && field.column() != Kind.STRING) {
			return Fault.FAILED;
		}
		this.compact.read(this.scanner.bytes(), at, after);
		out.utf8(field.index(), this.compact.text(), 0, this.compact.length());
		return after;
	}

	private int bool(int at, CastField field, RowWriter out) {
		boolean value = this.scanner.peek(at) == 't';
		if (!value && this.scanner.peek(at) != 'f') {
			return Fault.FAILED;
		}
		int after = this.scanner.bool(at, value);
		if (after < 0 || field.column() != Kind.BOOL) {
			return (after < 0) ? after : text(at, after, field, out);
		}
		out.bool(field.index(), value);
		return after;
	}

	private int number(int at, CastField field, RowWriter out) {
		byte first = this.scanner.peek(at);
		if (first != '-' && (first < '0' || first > '9')) {
			return Fault.FAILED;
		}
		int after = this.skipper.number(at, this.number);
		if (after < 0 || !permits(field.type(), at, after)) {
			return Fault.FAILED;
		}
		return switch (field.column()) {
			case INT64 -> int64(after, field, out);
			case FLOAT64 -> {
				out.float64(field.index(), this.number.float64());
				yield after;
			}
			case NUMERIC, BIGNUMERIC -> decimal(after, field, out);
			default -> text(at, after, field, out);
		};
	}

	private boolean permits(FieldType type, int at, int after) {
		if (type instanceof FieldType.Decimal decimal) {
			return DecimalText.fits(this.number, decimal, this.scanner.bytes(), at, after);
		}
		if (type != Scalar.INT32 && type != Scalar.INT64) {
			return true;
		}
		return this.number.fitWhole(0) == NumberText.Fit.EXACT
				&& (type == Scalar.INT64 || this.number.whole() == (int) this.number.whole());
	}

	private int int64(int after, CastField field, RowWriter out) {
		if (this.number.fitWhole(0) != NumberText.Fit.EXACT) {
			return Fault.FAILED;
		}
		out.int64(field.index(), this.number.whole());
		return after;
	}

	private int decimal(int after, CastField field, RowWriter out) {
		if (this.number.isSmallDecimal() && this.number.scale() <= DecimalText.NUMERIC_SCALE) {
			out.decimal(field.index(), this.number.unscaled(), this.number.scale());
			return after;
		}
		BigDecimal value = this.number.decimal();
		if (value == null || !DecimalText.isHeld(value, field.column())) {
			return Fault.FAILED;
		}
		out.decimal(field.index(), value);
		return after;
	}

	private int time(int at, CastField field, Scalar type, RowWriter out) {
		if (this.scanner.peek(at) != '"') {
			return Fault.FAILED;
		}
		int after = this.scanner.string(at + 1);
		if (after < 0) {
			return after;
		}
		byte[] text = this.scanner.text();
		int from = this.scanner.textFrom();
		int to = this.scanner.textTo();
		boolean loose = type == Scalar.DATE_TEXT || type == Scalar.TIMESTAMP_TEXT || type == Scalar.DATETIME_TEXT;
		if (field.column() == Kind.STRING || field.column() == Kind.JSON) {
			return (loose || this.times.permits(type, text, from, to)) ? string(at, field, out) : Fault.FAILED;
		}
		return this.times.write(type, text, from, to, field, out) ? after : Fault.FAILED;
	}

}
