package dev.sluice.transform.json;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * A number as RFC 8259 writes it, read without loss: {@code ±significand × 10^exponent},
 * or its text where the significand has more than 19 digits.
 */
public final class NumberText {

	/** The longest number that is read, in characters. */
	public static final int LONGEST = 1000;

	/** The digits that an unsigned long holds whatever they are. */
	private static final int SAFE_DIGITS = 19;

	private static final int EXPONENT_LIMIT = 100_000;

	/** No column's type holds a value beyond 10^100, nor digits below 10^-1100. */
	private static final int LARGEST_EXPONENT = 100;

	private static final int SMALLEST_EXPONENT = -1100;

	/** Up to 10^19, the last one unsigned. */
	private static final long[] POWERS_OF_TEN = powersOfTen();

	private byte[] bytes = {};

	private int from;

	private int to;

	private boolean negative;

	private boolean integer;

	private boolean large;

	private long significand;

	private int digits;

	private int exponent;

	private long whole;

	/**
	 * Reads a number.
	 * @return the position after it, or negative if no number begins at {@code from}
	 */
	public int read(byte[] bytes, int from, int end) {
		this.bytes = bytes;
		this.from = from;
		this.negative = from < end && bytes[from] == '-';
		this.significand = 0;
		int start = this.negative ? from + 1 : from;
		int i = digits(start, end);
		this.digits = i - start;
		this.exponent = 0;
		if (this.digits == 0 || (this.digits > 1 && bytes[start] == '0')) {
			return -1;
		}
		this.integer = i == end || (bytes[i] != '.' && (bytes[i] | 0x20) != 'e');
		if (!this.integer) {
			i = fraction(i, end);
		}
		this.to = i;
		this.large = this.digits > SAFE_DIGITS && i >= 0 && !countAgain();
		return i;
	}

	private int digits(int at, int end) {
		byte[] text = this.bytes;
		long value = this.significand;
		int i = at;
		while (i < end && isDigit(text[i])) {
			value = value * 10 + (text[i] - '0');
			i++;
		}
		this.significand = value;
		return i;
	}

	private int fraction(int at, int end) {
		int i = at;
		if (this.bytes[i] == '.') {
			i = digits(at + 1, end);
			int fractionDigits = i - at - 1;
			if (fractionDigits == 0) {
				return -1;
			}
			this.digits += fractionDigits;
			this.exponent = -fractionDigits;
		}
		return (i < end && (this.bytes[i] | 0x20) == 'e') ? exponent(i + 1, end) : i;
	}

	private int exponent(int at, int end) {
		boolean down = at < end && this.bytes[at] == '-';
		int start = (down || (at < end && this.bytes[at] == '+')) ? at + 1 : at;
		int value = 0;
		int i = start;
		while (i < end && isDigit(this.bytes[i])) {
			value = Math.min(value * 10 + (this.bytes[i] - '0'), EXPONENT_LIMIT);
			i++;
		}
		this.exponent += down ? -value : value;
		return (i == start) ? -1 : i;
	}

	private static boolean isDigit(byte b) {
		return b >= '0' && b <= '9';
	}

	/**
	 * Reads the significand of a long number without its leading zeros.
	 * @return whether it has at most 19 digits
	 */
	private boolean countAgain() {
		this.digits = 0;
		this.significand = 0;
		for (int i = this.from; i < this.to && (this.bytes[i] | 0x20) != 'e'; i++) {
			if (isDigit(this.bytes[i]) && (this.digits > 0 || this.bytes[i] != '0')) {
				this.significand = this.significand * 10 + (this.bytes[i] - '0');
				this.digits++;
			}
		}
		return this.digits <= SAFE_DIGITS;
	}

	/**
	 * Whether the number is written without point and exponent.
	 */
	public boolean isWrittenAsInteger() {
		return this.integer;
	}

	public boolean isTooLong() {
		return this.to - this.from > LONGEST;
	}

	/**
	 * Compares {@code number × 10^shift} with the whole numbers of 64 bits, and notes the
	 * nearest one that is not above it as {@link #whole}.
	 */
	public Fit fitWhole(int shift) {
		int power = this.exponent + shift;
		if (this.large) {
			return fitLarge(shift, power);
		}
		if (this.significand == 0) {
			this.whole = 0;
			return Fit.EXACT;
		}
		return (power < 0) ? fitDivided(-power) : fitMultiplied(power);
	}

	private Fit fitMultiplied(int power) {
		if (power >= SAFE_DIGITS || this.significand < 0 || this.significand > Long.MAX_VALUE / POWERS_OF_TEN[power]) {
			this.whole = Long.MIN_VALUE;
			boolean smallest = power == 0 && this.negative && this.significand == Long.MIN_VALUE;
			return smallest ? Fit.EXACT : Fit.BEYOND;
		}
		long product = this.significand * POWERS_OF_TEN[power];
		this.whole = this.negative ? -product : product;
		return Fit.EXACT;
	}

	private Fit fitDivided(int power) {
		long divisor = (power < POWERS_OF_TEN.length) ? POWERS_OF_TEN[power] : -1L;
		long quotient = Long.divideUnsigned(this.significand, divisor);
		boolean exact = Long.remainderUnsigned(this.significand, divisor) == 0;
		long above = exact ? quotient : quotient + 1;
		this.whole = this.negative ? -above : quotient;
		return exact ? Fit.EXACT : Fit.INEXACT;
	}

	private Fit fitLarge(int shift, int power) {
		if (power > LARGEST_EXPONENT) {
			return Fit.BEYOND;
		}
		if (power < SMALLEST_EXPONENT) {
			this.whole = this.negative ? -1 : 0;
			return Fit.INEXACT;
		}
		BigDecimal value = parsed().scaleByPowerOfTen(shift);
		BigInteger floor = value.setScale(0, RoundingMode.FLOOR).toBigInteger();
		if (floor.bitLength() >= Long.SIZE) {
			return Fit.BEYOND;
		}
		this.whole = floor.longValue();
		return (value.compareTo(new BigDecimal(floor)) == 0) ? Fit.EXACT : Fit.INEXACT;
	}

	public long whole() {
		return this.whole;
	}

	/**
	 * The nearest double, infinite where the number is beyond all of them.
	 */
	public double float64() {
		if (this.large) {
			return Double.parseDouble(string());
		}
		double value = DoubleText.nearest(this.significand, this.exponent);
		return this.negative ? -value : value;
	}

	/**
	 * Whether {@link #unscaled} and {@link #scale} say what the number is.
	 */
	public boolean isSmallDecimal() {
		return !this.large && this.significand >= 0 && this.exponent <= 0 && this.exponent >= -38;
	}

	public long unscaled() {
		return this.negative ? -this.significand : this.significand;
	}

	public int scale() {
		return -this.exponent;
	}

	/**
	 * The number without trailing zeros, or {@code null} if no decimal type is as large
	 * or as fine.
	 */
	public @Nullable BigDecimal decimal() {
		if (!this.large && this.significand == 0) {
			return BigDecimal.ZERO;
		}
		boolean conceivable = this.exponent <= LARGEST_EXPONENT && this.exponent >= SMALLEST_EXPONENT;
		return conceivable ? parsed().stripTrailingZeros() : null;
	}

	/**
	 * A power of ten.
	 * @param power from 0 to 18; 19 gives an unsigned number
	 */
	public static long powerOfTen(int power) {
		return POWERS_OF_TEN[power];
	}

	private static long[] powersOfTen() {
		long[] powers = new long[SAFE_DIGITS + 1];
		powers[0] = 1;
		for (int i = 1; i < powers.length; i++) {
			powers[i] = powers[i - 1] * 10;
		}
		return powers;
	}

	private BigDecimal parsed() {
		return new BigDecimal(string());
	}

	private String string() {
		return new String(this.bytes, this.from, this.to - this.from, StandardCharsets.ISO_8859_1);
	}

	/**
	 * How a number fits the whole numbers of 64 bits.
	 */
	public enum Fit {

		/** It is one of them. */
		EXACT,

		/** It lies between two of them. */
		INEXACT,

		/** It is below or above all of them. */
		BEYOND

	}

}
