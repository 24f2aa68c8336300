package dev.sluice.transform.snowplow;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.TimeUnit;

import dev.sluice.schema.snowplow.FieldType.Scalar;
import dev.sluice.table.ColumnType.Kind;
import dev.sluice.table.RowWriter;
import dev.sluice.transform.json.IsoText;

/**
 * Dates and times from text. Not thread-safe.
 */
final class TimeText {

	private static final long MICROS_PER_MILLI = 1000;

	private static final long MICROS_PER_DAY = TimeUnit.DAYS.toMicros(1);

	/** A date, {@code T}, hours and minutes, seconds, and {@code Z}. */
	private static final int SHORTEST = 20;

	private final IsoText iso = new IsoText(true);

	/**
	 * Whether text is a value of DATE or TIMESTAMP, in whatever year.
	 */
	boolean permits(Scalar type, byte[] text, int from, int to) {
		if (type == Scalar.DATE) {
			return IsoText.isValue(this.iso.date(text, from, to)) || isDate(string(text, from, to));
		}
		return IsoText.isValue(strict(text, from, to)) || isTimestamp(string(text, from, to));
	}

	/**
	 * Writes text to a DATE, DATETIME or TIMESTAMP column.
	 * @return false if it is none of the type, or of a year that the column does not have
	 */
	boolean write(Scalar type, byte[] text, int from, int to, CastField field, RowWriter out) {
		Kind column = field.column();
		long value = (column == column(type)) ? read(type, text, from, to) : IsoText.NONE;
		if (!IsoText.isValue(value)) {
			return false;
		}
		switch (column) {
			case DATE -> out.date(field.index(), (int) value);
			case DATETIME -> out.datetime(field.index(), value);
			default -> out.timestamp(field.index(), value);
		}
		return true;
	}

	private static Kind column(Scalar type) {
		return type.columnType().kind();
	}

	private long read(Scalar type, byte[] text, int from, int to) {
		return switch (type) {
			case DATE, DATE_TEXT -> this.iso.date(text, from, to);
			case DATETIME_TEXT -> this.iso.datetime(text, from, to);
			case TIMESTAMP -> timestamp(text, from, to);
			default -> loose(text, from, to);
		};
	}

	private long timestamp(byte[] text, int from, int to) {
		long micros = strict(text, from, to);
		return IsoText.isValue(micros) ? micros - Math.floorMod(micros, MICROS_PER_MILLI) : rare(text, from, to);
	}

	/**
	 * A timestamp of the usual form: with {@code T}, and {@code Z} or the hours and
	 * minutes of its offset.
	 */
	private long strict(byte[] text, int from, int to) {
		if (to - from < SHORTEST || (text[from + 10] | 0x20) != 't') {
			return IsoText.NONE;
		}
		boolean utc = (text[to - 1] | 0x20) == 'z';
		boolean offset = text[to - 3] == ':' && (text[to - 6] == '+' || text[to - 6] == '-')
				&& (text[to - 5] == '0' || (text[to - 5] == '1' && text[to - 4] <= '7'));
		return (utc || offset) ? this.iso.timestamp(text, from, to) : IsoText.NONE;
	}

	private static long rare(byte[] text, int from, int to) {
		try {
			Instant instant = DateTimeFormatter.ISO_DATE_TIME.parse(string(text, from, to), Instant::from);
			return IsoText.checked(Math.multiplyExact(instant.toEpochMilli(), MICROS_PER_MILLI));
		}
		catch (DateTimeException | ArithmeticException ex) {
			return IsoText.NONE;
		}
	}

	/**
	 * A timestamp as BigQuery reads text: what has no zone is in UTC, what has no time is
	 * midnight.
	 */
	private long loose(byte[] text, int from, int to) {
		long micros = this.iso.timestamp(text, from, to);
		if (!IsoText.isValue(micros)) {
			micros = this.iso.datetime(text, from, to);
		}
		if (!IsoText.isValue(micros)) {
			long day = this.iso.date(text, from, to);
			micros = IsoText.isValue(day) ? day * MICROS_PER_DAY : rare(text, from, to);
		}
		return micros;
	}

	private static boolean isDate(String text) {
		try {
			return DateTimeFormatter.ISO_LOCAL_DATE.parse(text, LocalDate::from) != null;
		}
		catch (DateTimeException ex) {
			return false;
		}
	}

	private static boolean isTimestamp(String text) {
		try {
			return DateTimeFormatter.ISO_DATE_TIME.parse(text, Instant::from) != null;
		}
		catch (DateTimeException ex) {
			return false;
		}
	}

	private static String string(byte[] text, int from, int to) {
		return new String(text, from, to - from, StandardCharsets.UTF_8);
	}

}
