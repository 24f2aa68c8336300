package dev.sluice.transform.json;

import dev.sluice.table.ColumnType;
import dev.sluice.table.RowWriter;

/**
 * Values of DATE, TIME, DATETIME and TIMESTAMP columns. Timestamps may also be numbers,
 * counted from the epoch.
 */
final class TimeCasts {

	private final JsonScanner scanner;

	private final JsonSkipper skipper;

	private final Mismatch mismatch;

	private final IsoText iso;

	private final NumberText number = new NumberText();

	/** The power of ten that makes microseconds of the unit of numbers. */
	private final int microsPower;

	private final boolean dropExcess;

	TimeCasts(JsonScanner scanner, JsonSkipper skipper, Mismatch mismatch, JsonProperties.Timestamp properties) {
		this.scanner = scanner;
		this.skipper = skipper;
		this.mismatch = mismatch;
		this.dropExcess = properties.excessDigits() == JsonProperties.ExcessDigits.DROP;
		this.iso = new IsoText(this.dropExcess);
		this.microsPower = switch (properties.epochUnit()) {
			case S -> 6;
			case MS -> 3;
			case US -> 0;
			case NS -> -3;
		};
	}

	/**
	 * Reads a value.
	 * @param kind one of DATE, TIME, DATETIME and TIMESTAMP
	 */
	int cast(int at, Field field, ColumnType.Kind kind, RowWriter out) {
		byte first = this.scanner.peek(at);
		if (first == '"') {
			int after = this.scanner.string(at + 1);
			return (after < 0) ? after
					: write(at, after, read(kind, this.scanner.textFrom(), this.scanner.textTo()), field, kind, out);
		}
		boolean isNumber = first == '-' || (first >= '0' && first <= '9');
		if (kind != ColumnType.Kind.TIMESTAMP || !isNumber) {
			return this.mismatch.wrongType(at, field);
		}
		int after = this.skipper.number(at, this.number);
		return (after < 0) ? after : write(at, after, sinceEpoch(), field, kind, out);
	}

	private int write(int at, int after, long value, Field field, ColumnType.Kind kind, RowWriter out) {
		if (!IsoText.isValue(value)) {
			return refuse(at, value, field);
		}
		write(field.index(), kind, value, out);
		return after;
	}

	/**
	 * Reads part of the string that the scanner has just read, as {@link IsoText} does.
	 */
	long read(ColumnType.Kind kind, int from, int to) {
		byte[] text = this.scanner.text();
		return switch (kind) {
			case DATE -> this.iso.date(text, from, to);
			case TIME -> this.iso.time(text, from, to);
			case DATETIME -> this.iso.datetime(text, from, to);
			default -> this.iso.timestamp(text, from, to);
		};
	}

	void write(int field, ColumnType.Kind kind, long value, RowWriter out) {
		switch (kind) {
			case DATE -> out.date(field, (int) value);
			case TIME -> out.time(field, value);
			case DATETIME -> out.datetime(field, value);
			default -> out.timestamp(field, value);
		}
	}

	private long sinceEpoch() {
		return switch (this.number.fitWhole(this.microsPower)) {
			case EXACT -> IsoText.checked(this.number.whole());
			case INEXACT -> this.dropExcess ? IsoText.checked(this.number.whole()) : IsoText.EXCESS;
			case BEYOND -> IsoText.BEYOND;
		};
	}

	/**
	 * Notes why a value is none of its column's type.
	 * @param result what {@link IsoText} gave in place of a value
	 */
	int refuse(int at, long result, Field field) {
		if (result == IsoText.NONE) {
			return this.mismatch.wrongType(at, field);
		}
		String what = (result == IsoText.EXCESS) ? "has digits below microseconds" : "is outside the range of ";
		return this.mismatch.outOfRange(at, (result == IsoText.EXCESS) ? what : what + field.kind());
	}

}
