package dev.sluice.emulator.row;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;

/**
 * Dates and times as numbers, the way the Storage Write API packs them.
 */
final class CivilTime {

	static final long MIN_DATE = LocalDate.of(1, 1, 1).toEpochDay();

	static final long MAX_DATE = LocalDate.of(9999, 12, 31).toEpochDay();

	static final long MIN_TIMESTAMP = -62_135_596_800_000_000L;

	static final long MAX_TIMESTAMP = 253_402_300_799_999_999L;

	private static final int MICROS_BITS = 20;

	private static final int SECOND_BITS = 6;

	private static final int MINUTE_BITS = 6;

	private static final int HOUR_BITS = 5;

	private static final int DAY_BITS = 5;

	private static final int MONTH_BITS = 4;

	private static final int TIME_BITS = MICROS_BITS + SECOND_BITS + MINUTE_BITS + HOUR_BITS;

	private CivilTime() {
	}

	/**
	 * Unpacks {@code h<<32 | m<<26 | s<<20 | micros}.
	 * @throws DateTimeException if it is no time of day
	 */
	static LocalTime time(long packed) {
		if (packed >>> TIME_BITS != 0) {
			throw new DateTimeException("not a time");
		}
		int micros = bits(packed, 0, MICROS_BITS);
		int second = bits(packed, MICROS_BITS, SECOND_BITS);
		int minute = bits(packed, MICROS_BITS + SECOND_BITS, MINUTE_BITS);
		int hour = bits(packed, MICROS_BITS + SECOND_BITS + MINUTE_BITS, HOUR_BITS);
		if (micros >= 1_000_000) {
			throw new DateTimeException("not a time");
		}
		return LocalTime.of(hour, minute, second, micros * 1000);
	}

	/**
	 * Unpacks {@code year<<46 | month<<42 | day<<37 | time}.
	 * @throws DateTimeException if it is no date and time of the years 1 to 9999
	 */
	static LocalDateTime dateTime(long packed) {
		long year = packed >> (TIME_BITS + DAY_BITS + MONTH_BITS);
		if (year < 1 || year > 9999) {
			throw new DateTimeException("not a year");
		}
		LocalDate date = LocalDate.of((int) year, bits(packed, TIME_BITS + DAY_BITS, MONTH_BITS),
				bits(packed, TIME_BITS, DAY_BITS));
		return date.atTime(time(packed & ((1L << TIME_BITS) - 1)));
	}

	private static int bits(long packed, int shift, int count) {
		return (int) (packed >>> shift) & ((1 << count) - 1);
	}

	static long pack(LocalTime time) {
		return ((long) time.getHour() << (MICROS_BITS + SECOND_BITS + MINUTE_BITS))
				| ((long) time.getMinute() << (MICROS_BITS + SECOND_BITS)) | ((long) time.getSecond() << MICROS_BITS)
				| (time.getNano() / 1000);
	}

	static long pack(LocalDateTime value) {
		return ((long) value.getYear() << (TIME_BITS + DAY_BITS + MONTH_BITS))
				| ((long) value.getMonthValue() << (TIME_BITS + DAY_BITS)) | ((long) value.getDayOfMonth() << TIME_BITS)
				| pack(value.toLocalTime());
	}

	static long micros(Instant instant) {
		return TimeUnit.SECONDS.toMicros(instant.getEpochSecond()) + instant.getNano() / 1000;
	}

	static Instant instant(long micros) {
		return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
	}

}
