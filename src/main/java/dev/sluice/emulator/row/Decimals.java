package dev.sluice.emulator.row;

import java.math.BigDecimal;
import java.math.BigInteger;

import dev.sluice.emulator.catalog.Field;
import dev.sluice.emulator.catalog.FieldType;

/**
 * Decimal numbers as bytes: the unscaled integer in two's complement, lowest byte first.
 */
final class Decimals {

	private static final int NUMERIC_SCALE = 9;

	private static final int BIGNUMERIC_SCALE = 38;

	private static final BigDecimal MAX_NUMERIC = new BigDecimal("99999999999999999999999999999.999999999");

	private static final BigDecimal MAX_BIGNUMERIC = new BigDecimal(BigInteger.TWO.pow(255).subtract(BigInteger.ONE),
			BIGNUMERIC_SCALE);

	private static final BigDecimal MIN_BIGNUMERIC = new BigDecimal(BigInteger.TWO.pow(255).negate(), BIGNUMERIC_SCALE);

	private Decimals() {
	}

	private static int scale(FieldType type) {
		return (type == FieldType.NUMERIC) ? NUMERIC_SCALE : BIGNUMERIC_SCALE;
	}

	static BigDecimal decode(byte[] buffer, int from, int to, FieldType type) {
		byte[] bigEndian = new byte[Math.max(1, to - from)];
		for (int i = from; i < to; i++) {
			bigEndian[to - 1 - i] = buffer[i];
		}
		return new BigDecimal(new BigInteger(bigEndian), scale(type));
	}

	static byte[] encode(BigDecimal value, FieldType type) {
		byte[] bytes = value.setScale(scale(type)).unscaledValue().toByteArray();
		for (int i = 0; i < bytes.length / 2; i++) {
			byte swapped = bytes[i];
			bytes[i] = bytes[bytes.length - 1 - i];
			bytes[bytes.length - 1 - i] = swapped;
		}
		return bytes;
	}

	/**
	 * Returns the value if it fits the column.
	 * @throws BadValueException if it does not
	 */
	static BigDecimal check(BigDecimal value, Field column, String path) {
		FieldType type = column.type();
		BigDecimal plain = value.stripTrailingZeros();
		boolean fits = (type == FieldType.NUMERIC) ? value.abs().compareTo(MAX_NUMERIC) <= 0
				: value.compareTo(MIN_BIGNUMERIC) >= 0 && value.compareTo(MAX_BIGNUMERIC) <= 0;
		if (!fits || plain.scale() > scale(type)) {
			throw new BadValueException(
					"Invalid " + type + " value: " + value.toPlainString() + " on field " + path + '.');
		}
		Integer precision = column.limits().precision();
		if (precision != null) {
			int scale = (column.limits().scale() != null) ? column.limits().scale() : 0;
			if (plain.scale() > scale || plain.precision() - plain.scale() > precision - scale) {
				throw new BadValueException("Field " + path + ": " + type + column.limits() + " has precision "
						+ precision + " and scale " + scale + " but got a value that is not in range: "
						+ value.toPlainString() + " on field " + path + '.');
			}
		}
		return value.setScale(Math.max(0, plain.scale()));
	}

}
