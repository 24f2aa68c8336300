package dev.sluice.transform.snowplow;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

import dev.sluice.schema.snowplow.FieldType;
import dev.sluice.table.ColumnType;
import dev.sluice.transform.json.NumberText;

/**
 * Which numbers exact types and columns hold.
 */
final class DecimalText {

	/** The digits after the point that every exact column holds. */
	static final int NUMERIC_SCALE = 9;

	private static final BigDecimal NUMERIC_END = BigDecimal.TEN.pow(29);

	private static final BigDecimal BIGNUMERIC_END = new BigDecimal(BigInteger.ONE.shiftLeft(255), 38);

	private static final int BIGNUMERIC_SCALE = 38;

	private DecimalText() {
	}

	/**
	 * Whether a number can be written with the type's scale, and has no more digits than
	 * its precision as it stands.
	 */
	static boolean fits(NumberText number, FieldType.Decimal type, byte[] text, int from, int to) {
		if (number.isSmallDecimal() && number.scale() <= type.scale()) {
			return digits(number.unscaled()) <= type.precision();
		}
		BigDecimal value = new BigDecimal(new String(text, from, to - from, StandardCharsets.ISO_8859_1));
		return value.precision() <= type.precision()
				&& (value.signum() == 0 || value.stripTrailingZeros().scale() <= type.scale());
	}

	private static int digits(long value) {
		int digits = 1;
		for (long rest = value / 10; rest != 0; rest /= 10) {
			digits++;
		}
		return digits;
	}

	/**
	 * Whether a NUMERIC or BIGNUMERIC column holds a value without rounding.
	 * @param value a number without trailing zeros
	 */
	static boolean isHeld(BigDecimal value, ColumnType.Kind column) {
		boolean numeric = column == ColumnType.Kind.NUMERIC;
		BigDecimal end = numeric ? NUMERIC_END : BIGNUMERIC_END;
		return value.scale() <= (numeric ? NUMERIC_SCALE : BIGNUMERIC_SCALE) && value.abs().compareTo(end) < 0;
	}

}
