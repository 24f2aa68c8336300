package dev.sluice.table;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * The bytes of NUMERIC and BIGNUMERIC values: the integer that is left when the point is
 * moved by the type's scale, in two's complement of minimal length, little-endian.
 */
final class Decimals {

	static final int NUMERIC_SCALE = 9;

	static final int BIGNUMERIC_SCALE = 38;

	private static final int MOST_DIGITS_OF_LONG = 18;

	private static final long[] POWERS = new long[MOST_DIGITS_OF_LONG + 1];

	static {
		POWERS[0] = 1;
		for (int i = 1; i < POWERS.length; i++) {
			POWERS[i] = POWERS[i - 1] * 10;
		}
	}

	private Decimals() {
	}

	/**
	 * Whether {@code unscaled × 10^digits} fits 64 bits.
	 */
	static boolean fits(long unscaled, int digits) {
		if (digits < 0 || digits > MOST_DIGITS_OF_LONG) {
			return false;
		}
		long power = POWERS[digits];
		return Math.multiplyHigh(unscaled, power) == (unscaled * power) >> 63;
	}

	/**
	 * {@code unscaled × 10^digits}, which must {@linkplain #fits fit}.
	 */
	static long shifted(long unscaled, int digits) {
		return unscaled * POWERS[digits];
	}

	/**
	 * The number of bytes of a value.
	 */
	static int length(long value) {
		int significant = Long.SIZE - Long.numberOfLeadingZeros((value < 0) ? ~value : value);
		return significant / Byte.SIZE + 1;
	}

	/**
	 * The bytes of a value with a type's scale.
	 * @throws ArithmeticException if the value has more digits after the point
	 */
	static byte[] bytes(BigDecimal value, int scale) {
		BigInteger unscaled = value.setScale(scale).unscaledValue();
		byte[] bytes = unscaled.toByteArray();
		for (int i = 0, j = bytes.length - 1; i < j; i++, j--) {
			byte first = bytes[i];
			bytes[i] = bytes[j];
			bytes[j] = first;
		}
		return bytes;
	}

	static int scale(ColumnType.Kind kind) {
		return (kind == ColumnType.Kind.NUMERIC) ? NUMERIC_SCALE : BIGNUMERIC_SCALE;
	}

}
