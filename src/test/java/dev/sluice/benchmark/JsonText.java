package dev.sluice.benchmark;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Text of one record, written into a buffer that is used again for the next.
 */
final class JsonText {

	private final byte[] buffer = new byte[8192];

	private int length;

	JsonText clear() {
		this.length = 0;
		return this;
	}

	JsonText text(byte[] ascii) {
		System.arraycopy(ascii, 0, this.buffer, this.length, ascii.length);
		this.length += ascii.length;
		return this;
	}

	JsonText number(long value) {
		if (value < 0) {
			this.buffer[this.length++] = '-';
			return number(-value);
		}
		int digits = 1;
		for (long rest = value; rest >= 10; rest /= 10) {
			digits++;
		}
		return digits(value, digits);
	}

	/** Writes a number with a fixed count of digits, zeros in front. */
	JsonText digits(long value, int count) {
		long rest = value;
		for (int i = this.length + count - 1; i >= this.length; i--) {
			this.buffer[i] = (byte) ('0' + rest % 10);
			rest /= 10;
		}
		this.length += count;
		return this;
	}

	JsonText hex(long value, int count) {
		for (int i = 0; i < count; i++) {
			this.buffer[this.length++] = (byte) Character.forDigit((int) (value >>> (4 * i)) & 15, 16);
		}
		return this;
	}

	/** Writes an RFC 3339 time with milliseconds. */
	JsonText time(long epochMillis) {
		dateAndTime(epochMillis, 'T');
		this.buffer[this.length++] = 'Z';
		return this;
	}

	/** Writes a time with milliseconds as Snowplow's enriched events have it. */
	JsonText stamp(long epochMillis) {
		dateAndTime(epochMillis, ' ');
		return this;
	}

	private void dateAndTime(long epochMillis, char between) {
		long days = Math.floorDiv(epochMillis, 86_400_000L);
		long millis = epochMillis - days * 86_400_000L;
		civilDate(days);
		this.buffer[this.length++] = (byte) between;
		digits(millis / 3_600_000, 2);
		this.buffer[this.length++] = ':';
		digits(millis / 60_000 % 60, 2);
		this.buffer[this.length++] = ':';
		digits(millis / 1000 % 60, 2);
		this.buffer[this.length++] = '.';
		digits(millis % 1000, 3);
	}

	private void civilDate(long epochDay) {
		// Days to a civil date as in Howard Hinnant's "chrono-compatible low-level date
		// algorithms".
		long shifted = epochDay + 719_468;
		long era = Math.floorDiv(shifted, 146_097);
		long dayOfEra = shifted - era * 146_097;
		long yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
		long dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
		long shiftedMonth = (5 * dayOfYear + 2) / 153;
		long month = (shiftedMonth < 10) ? shiftedMonth + 3 : shiftedMonth - 9;
		digits(yearOfEra + era * 400 + ((month <= 2) ? 1 : 0), 4);
		this.buffer[this.length++] = '-';
		digits(month, 2);
		this.buffer[this.length++] = '-';
		digits(dayOfYear - (153 * shiftedMonth + 2) / 5 + 1, 2);
	}

	byte[] toBytes() {
		return Arrays.copyOf(this.buffer, this.length);
	}

	/** The text without its last character, which makes it no JSON. */
	byte[] toBytesWithoutLast() {
		return Arrays.copyOf(this.buffer, this.length - 1);
	}

	@Override
	public String toString() {
		return new String(this.buffer, 0, this.length, StandardCharsets.US_ASCII);
	}

}
