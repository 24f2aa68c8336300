package dev.sluice.transform.json;

/**
 * Dates and times as ISO 8601 writes them, of the years 1 to 9999 and with up to nine
 * digits after the second.
 * <p>
 * Results are counts of days or microseconds, or one of {@link #NONE}, {@link #BEYOND}
 * and {@link #EXCESS}.
 */
public final class IsoText {

	/** The text is not of the form. */
	public static final long NONE = Long.MIN_VALUE;

	/**
	 * The text is of the form, but there is no such day or time, or not in these years.
	 */
	public static final long BEYOND = Long.MIN_VALUE + 1;

	/** The text has digits below microseconds that are not zero. */
	public static final long EXCESS = Long.MIN_VALUE + 2;

	static final long MICROS_PER_SECOND = 1_000_000;

	static final long MICROS_PER_DAY = 86_400 * MICROS_PER_SECOND;

	static final long FIRST_DAY = -719_162;

	static final long LAST_DAY = 2_932_896;

	private static final int DATE_LENGTH = 10;

	private static final int NOT_DIGITS = -10_000;

	private static final int MOST_FRACTION_DIGITS = 9;

	/** The lengths of the months of a year that is no leap year. */
	private static final int[] MONTH_LENGTHS = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

	private final boolean dropExcess;

	private byte[] text = {};

	private int to;

	/** The position after the time of day that was read last. */
	private int after;

	/**
	 * Reads dates and times.
	 * @param dropExcess whether digits below microseconds are dropped
	 */
	public IsoText(boolean dropExcess) {
		this.dropExcess = dropExcess;
	}

	public static boolean isValue(long result) {
		return result > EXCESS;
	}

	/**
	 * Reads {@code yyyy-mm-dd} as days since 1970-01-01.
	 */
	public long date(byte[] text, int from, int to) {
		return (to - from == DATE_LENGTH) ? day(text, from) : NONE;
	}

	/**
	 * Reads {@code hh:mm[:ss[.f]]} as microseconds since midnight.
	 */
	public long time(byte[] text, int from, int to) {
		this.text = text;
		this.to = to;
		long micros = timeOfDay(from, false);
		return (micros == NONE || this.after != to) ? NONE : micros;
	}

	/**
	 * Reads a date and a time with {@code T} or a space between them as microseconds
	 * since 1970-01-01T00:00:00.
	 */
	public long datetime(byte[] text, int from, int to) {
		this.text = text;
		this.to = to;
		long micros = dateAndTime(from, false);
		return (micros == NONE || this.after != to) ? NONE : micros;
	}

	/**
	 * Reads a date and a time with its offset from UTC, {@code Z}, {@code ±hh:mm} or, as
	 * BigQuery writes it, {@code ±hh}, as microseconds since the epoch.
	 */
	public long timestamp(byte[] text, int from, int to) {
		this.text = text;
		this.to = to;
		long micros = dateAndTime(from, true);
		int zone = this.after;
		if (micros == NONE || (zone == to - 1 && (text[zone] | 0x20) == 'z')) {
			return micros;
		}
		long offset = offset(zone);
		if (!isValue(offset)) {
			return offset;
		}
		return isValue(micros) ? checked(micros - offset) : micros;
	}

	/**
	 * A timestamp, or {@link #BEYOND} outside the years 1 to 9999.
	 */
	public static long checked(long micros) {
		return (micros >= FIRST_DAY * MICROS_PER_DAY && micros < (LAST_DAY + 1) * MICROS_PER_DAY) ? micros : BEYOND;
	}

	private long dateAndTime(int from, boolean withSeconds) {
		int separator = from + DATE_LENGTH;
		if (separator >= this.to || ((this.text[separator] | 0x20) != 't' && this.text[separator] != ' ')) {
			return NONE;
		}
		long day = day(this.text, from);
		long time = timeOfDay(separator + 1, withSeconds);
		if (day == NONE || !isValue(time)) {
			return (day == NONE) ? NONE : time;
		}
		return (day == BEYOND) ? BEYOND : day * MICROS_PER_DAY + time;
	}

	private static long day(byte[] text, int from) {
		int year = 100 * two(text, from) + two(text, from + 2);
		int month = two(text, from + 5);
		int day = two(text, from + 8);
		if ((year | month | day) < 0 || text[from + 4] != '-' || text[from + 7] != '-') {
			return NONE;
		}
		if (year == 0 || month == 0 || month > 12 || day == 0 || day > length(year, month)) {
			return BEYOND;
		}
		long yearFromMarch = (month > 2) ? year : year - 1;
		int monthFromMarch = (month > 2) ? month - 3 : month + 9;
		long century = yearFromMarch / 100;
		return 365 * yearFromMarch + yearFromMarch / 4 - century + century / 4 + (153 * monthFromMarch + 2) / 5 + day
				- 719_469;
	}

	private static int length(int year, int month) {
		boolean leap = month == 2 && year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
		return leap ? 29 : MONTH_LENGTHS[month - 1];
	}

	private long timeOfDay(int from, boolean withSeconds) {
		byte[] text = this.text;
		if (this.to - from < 5 || text[from + 2] != ':') {
			return NONE;
		}
		int hour = two(text, from);
		int minute = two(text, from + 3);
		int second = 0;
		this.after = from + 5;
		boolean hasSeconds = this.to - from >= 8 && text[from + 5] == ':';
		if (hasSeconds) {
			second = two(text, from + 6);
			this.after = from + 8;
		}
		if ((hour | minute | second) < 0 || (withSeconds && !hasSeconds)) {
			return NONE;
		}
		long fraction = (hasSeconds && this.after < this.to && text[this.after] == '.') ? fraction(from + 9) : 0;
		if (hour > 23 || minute > 59 || second > 59) {
			return (fraction == NONE) ? NONE : BEYOND;
		}
		return isValue(fraction) ? (hour * 3600 + minute * 60 + second) * MICROS_PER_SECOND + fraction : fraction;
	}

	private long fraction(int from) {
		int micros = 0;
		int excess = 0;
		int i = from;
		int unit = 100_000;
		while (i < this.to && this.text[i] >= '0' && this.text[i] <= '9') {
			int digit = this.text[i] - '0';
			micros += digit * unit;
			excess |= (unit == 0) ? digit : 0;
			unit /= 10;
			i++;
		}
		this.after = i;
		if (i == from || i - from > MOST_FRACTION_DIGITS) {
			return NONE;
		}
		return (excess == 0 || this.dropExcess) ? micros : EXCESS;
	}

	private long offset(int at) {
		int length = this.to - at;
		boolean signed = length > 0 && (this.text[at] == '+' || this.text[at] == '-');
		if (!signed || !(length == 3 || (length == 6 && this.text[at + 3] == ':'))) {
			return NONE;
		}
		int hour = two(this.text, at + 1);
		int minute = (length == 6) ? two(this.text, at + 4) : 0;
		if (hour < 0 || minute < 0) {
			return NONE;
		}
		if (hour > 23 || minute > 59) {
			return BEYOND;
		}
		long micros = (hour * 60 + minute) * (60 * MICROS_PER_SECOND);
		return (this.text[at] == '-') ? -micros : micros;
	}

	/** The value of two digits; far below 0 if there are none. */
	private static int two(byte[] text, int at) {
		int tens = text[at] - '0';
		int ones = text[at + 1] - '0';
		return (tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9) ? tens * 10 + ones : NOT_DIGITS;
	}

}
