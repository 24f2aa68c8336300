package dev.sluice.emulator.duckdb;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * BIGNUMERIC values as texts of equal length that sort as the values do.
 *
 * A sign, {@code 1} if not negative and {@code 0} otherwise, then 39 digits before and 38
 * after the point; a negative value's digits are counted down from 9.
 */
public final class BigNumerics {

	/** Digits before the point. */
	public static final int WHOLE = 39;

	/** Digits after the point. */
	public static final int SCALE = 38;

	private BigNumerics() {
	}

	/**
	 * Writes a value.
	 */
	public static String write(BigDecimal value) {
		String digits = value.setScale(SCALE, RoundingMode.HALF_UP).unscaledValue().abs().toString();
		String padded = "0".repeat(Math.max(0, WHOLE + SCALE - digits.length())) + digits;
		return (value.signum() < 0) ? '0' + complement(padded) : '1' + padded;
	}

	/**
	 * Reads what {@link #write} wrote.
	 */
	public static BigDecimal read(String text) {
		boolean negative = text.charAt(0) == '0';
		String digits = text.substring(1);
		BigDecimal value = new BigDecimal(new BigInteger(negative ? complement(digits) : digits), SCALE);
		return negative ? value.negate() : value;
	}

	private static String complement(String digits) {
		StringBuilder complement = new StringBuilder();
		digits.chars().forEach((digit) -> complement.append((char) ('9' - digit + '0')));
		return complement.toString();
	}

}
