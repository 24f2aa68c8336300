package dev.sluice.table;

/**
 * Dates and times of day from counts of days and microseconds, without objects.
 */
final class CivilTime {

	static final long MICROS_PER_SECOND = 1_000_000;

	static final long MICROS_PER_DAY = 86_400 * MICROS_PER_SECOND;

	private static final int DAYS_PER_ERA = 146_097;

	private static final int DAYS_FROM_YEAR_0_TO_1970 = 719_468;

	private CivilTime() {
	}

	/**
	 * The proleptic Gregorian date of a day as {@code year << 9 | month << 5 | day}. Eras
	 * of 400 years begin on a 1st of March, so that leap days come last.
	 * @param epochDay days since 1970-01-01; the year must not be negative
	 */
	static int date(int epochDay) {
		int days = epochDay + DAYS_FROM_YEAR_0_TO_1970;
		int era = Math.floorDiv(days, DAYS_PER_ERA);
		int dayOfEra = days - era * DAYS_PER_ERA;
		int yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
		int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
		int monthFromMarch = (5 * dayOfYear + 2) / 153;
		int day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1;
		int month = (monthFromMarch < 10) ? monthFromMarch + 3 : monthFromMarch - 9;
		int year = yearOfEra + era * 400 + ((month <= 2) ? 1 : 0);
		return year << 9 | month << 5 | day;
	}

	/**
	 * A time of day as BigQuery packs it: hour, minute and second above 20 bits of
	 * microseconds.
	 */
	static long packTime(long microsOfDay) {
		int second = (int) (microsOfDay / MICROS_PER_SECOND);
		long micros = microsOfDay - second * MICROS_PER_SECOND;
		return (long) (second / 3600) << 32 | (long) (second / 60 % 60) << 26 | (long) (second % 60) << 20 | micros;
	}

	/**
	 * A date and time as BigQuery packs it: year, month and day above the time.
	 */
	static long packDatetime(long micros) {
		long day = Math.floorDiv(micros, MICROS_PER_DAY);
		return (long) date((int) day) << 37 | packTime(micros - day * MICROS_PER_DAY);
	}

}
