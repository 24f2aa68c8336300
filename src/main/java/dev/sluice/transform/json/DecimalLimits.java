package dev.sluice.transform.json;

import java.math.BigDecimal;
import java.math.BigInteger;

import dev.sluice.table.ColumnType;

/**
 * What a NUMERIC or BIGNUMERIC column holds.
 *
 * @param integerDigits the digits before the point that it holds whatever they are
 * @param scale the largest number of digits after the point
 * @param least the smallest value
 * @param greatest the largest value
 */
record DecimalLimits(int integerDigits, int scale, BigDecimal least, BigDecimal greatest) {

	private static final DecimalLimits NUMERIC = of(38, 9);

	private static final DecimalLimits BIGNUMERIC = bignumeric();

	/** The digits that a long holds whatever they are, and one more. */
	private static final int BEYOND_LONG = 19;

	static DecimalLimits of(ColumnType.Decimal type) {
		if (type.precision() == null) {
			return (type.kind() == ColumnType.Kind.NUMERIC) ? NUMERIC : BIGNUMERIC;
		}
		return of(type.precision(), (type.scale() != null) ? type.scale() : 0);
	}

	private static DecimalLimits of(int precision, int scale) {
		BigDecimal greatest = new BigDecimal(BigInteger.TEN.pow(precision).subtract(BigInteger.ONE), scale);
		return new DecimalLimits(precision - scale, scale, greatest.negate(), greatest);
	}

	/**
	 * BIGNUMERIC holds 256 bits in two's complement with the point moved by 38 digits.
	 */
	private static DecimalLimits bignumeric() {
		BigInteger end = BigInteger.ONE.shiftLeft(255);
		return new DecimalLimits(38, 38, new BigDecimal(end.negate(), 38),
				new BigDecimal(end.subtract(BigInteger.ONE), 38));
	}

	/**
	 * Whether {@code unscaled × 10^-scale} is held.
	 * @param unscaled any number but the smallest
	 * @param scale from 0
	 */
	boolean holds(long unscaled, int scale) {
		int digits = this.integerDigits + scale;
		boolean fits = digits >= BEYOND_LONG || Math.abs(unscaled) < NumberText.powerOfTen(digits);
		return (fits && scale <= this.scale) || holds(BigDecimal.valueOf(unscaled, scale));
	}

	/**
	 * Whether a value is held without rounding.
	 */
	boolean holds(BigDecimal value) {
		return value.compareTo(this.least) >= 0 && value.compareTo(this.greatest) <= 0
				&& value.stripTrailingZeros().scale() <= this.scale;
	}

}
