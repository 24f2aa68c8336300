package dev.sluice.transform.json;

import java.math.BigInteger;

/**
 * Decimal numbers into doubles, correctly rounded, by the algorithm of Daniel Lemire
 * ("Number Parsing at a Gigabyte per Second", 2021), which needs no fallback for
 * significands of 64 bits (Mushtak and Lemire, "Fast Number Parsing Without Fallback",
 * 2022).
 */
public final class DoubleText {

	private static final int SMALLEST_POWER = -342;

	private static final int LARGEST_POWER = 308;

	private static final int MANTISSA_BITS = 52;

	private static final long HIDDEN_BIT = 1L << MANTISSA_BITS;

	private static final int INFINITE_EXPONENT = 0x7FF;

	/** Powers of ten that doubles hold exactly. */
	private static final double[] EXACT_POWERS = exactPowers();

	/** The highest 128 bits of each power of five, the upper half first. */
	private static final long[] POWERS_OF_FIVE = powersOfFive();

	private DoubleText() {
	}

	/**
	 * The double nearest to {@code significand × 10^exponent}, the even one of two.
	 * @param significand an unsigned number
	 */
	public static double nearest(long significand, int exponent) {
		if (significand >= 0 && significand <= 2 * HIDDEN_BIT && Math.abs(exponent) < EXACT_POWERS.length) {
			return (exponent < 0) ? significand / EXACT_POWERS[-exponent] : significand * EXACT_POWERS[exponent];
		}
		if (significand == 0 || exponent < SMALLEST_POWER) {
			return 0;
		}
		return (exponent > LARGEST_POWER) ? Double.POSITIVE_INFINITY : rounded(significand, exponent);
	}

	private static double rounded(long significand, int power) {
		int zeros = Long.numberOfLeadingZeros(significand);
		long factor = significand << zeros;
		int index = 2 * (power - SMALLEST_POWER);
		long low = factor * POWERS_OF_FIVE[index];
		long high = unsignedMultiplyHigh(factor, POWERS_OF_FIVE[index]);
		if ((high & 0x1FF) == 0x1FF) {
			long carry = unsignedMultiplyHigh(factor, POWERS_OF_FIVE[index + 1]);
			low += carry;
			high += (Long.compareUnsigned(low, carry) < 0) ? 1 : 0;
		}
		int upper = (int) (high >>> 63);
		int shift = upper + 64 - MANTISSA_BITS - 3;
		long mantissa = high >>> shift;
		int binary = (int) ((217706L * power) >> 16) + 63 + upper - zeros + 1023;
		if (binary <= 0) {
			return subnormal(mantissa, binary);
		}
		boolean tie = Long.compareUnsigned(low, 1) <= 0 && power >= -4 && power <= 23 && (mantissa & 3) == 1
				&& mantissa << shift == high;
		return assembled(tie ? mantissa & ~1 : mantissa, binary);
	}

	private static double assembled(long mantissa, int binary) {
		long rounded = (mantissa + (mantissa & 1)) >>> 1;
		boolean carried = rounded >= 2 * HIDDEN_BIT;
		long exponent = carried ? binary + 1 : binary;
		if (exponent >= INFINITE_EXPONENT) {
			return Double.POSITIVE_INFINITY;
		}
		long fraction = carried ? 0 : rounded & ~HIDDEN_BIT;
		return Double.longBitsToDouble(exponent << MANTISSA_BITS | fraction);
	}

	private static double subnormal(long mantissa, int binary) {
		if (-binary + 1 >= Long.SIZE) {
			return 0;
		}
		long shifted = mantissa >>> (1 - binary);
		return Double.longBitsToDouble((shifted + (shifted & 1)) >>> 1);
	}

	private static long unsignedMultiplyHigh(long a, long b) {
		return Math.multiplyHigh(a, b) + (a >> 63 & b) + (b >> 63 & a);
	}

	private static double[] exactPowers() {
		double[] powers = new double[23];
		powers[0] = 1;
		for (int i = 1; i < powers.length; i++) {
			powers[i] = powers[i - 1] * 10;
		}
		return powers;
	}

	private static long[] powersOfFive() {
		long[] powers = new long[2 * (LARGEST_POWER - SMALLEST_POWER + 1)];
		for (int power = SMALLEST_POWER; power <= LARGEST_POWER; power++) {
			BigInteger bits = highestBits(power);
			int index = 2 * (power - SMALLEST_POWER);
			powers[index] = bits.shiftRight(Long.SIZE).longValue();
			powers[index + 1] = bits.longValue();
		}
		return powers;
	}

	/** The highest 128 bits of 5^power: rounded down, and up for reciprocals. */
	private static BigInteger highestBits(int power) {
		BigInteger five = BigInteger.valueOf(5).pow(Math.abs(power));
		if (power >= 0) {
			return five.shiftLeft(128).shiftRight(five.bitLength());
		}
		int more = (power >= -27) ? 0 : five.bitLength() + 1;
		BigInteger dividend = BigInteger.ONE.shiftLeft(five.bitLength() + 127 + more);
		return dividend.divide(five).add(BigInteger.ONE).shiftRight(more);
	}

}
