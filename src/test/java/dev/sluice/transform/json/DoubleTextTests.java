package dev.sluice.transform.json;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DoubleText} and {@link NumberText} by the JDK's own way of reading
 * doubles.
 */
class DoubleTextTests {

	private final Random random = new Random(7);

	private final NumberText number = new NumberText();

	@Test
	void readsRandomDoublesAsTheJdkDoes() {
		for (int i = 0; i < 50_000; i++) {
			double value = Double.longBitsToDouble(this.random.nextLong());
			if (Double.isFinite(value)) {
				assertReadAsTheJdkDoes(Double.toString(value));
			}
		}
	}

	@Test
	void readsRandomDigitsAsTheJdkDoes() {
		for (int i = 0; i < 50_000; i++) {
			assertReadAsTheJdkDoes(Long.toUnsignedString(this.random.nextLong() >>> this.random.nextInt(64)) + "e"
					+ (this.random.nextInt(700) - 360));
		}
	}

	@Test
	void readsNumbersHalfWayBetweenDoublesAsTheJdkDoes() {
		for (int i = 0; i < 2000; i++) {
			double value = Math.abs(Double.longBitsToDouble(this.random.nextLong()));
			if (Double.isFinite(value)) {
				BigDecimal half = new BigDecimal(value).add(new BigDecimal(Math.nextUp(value)))
					.divide(BigDecimal.valueOf(2));
				assertReadAsTheJdkDoes(half.toString());
			}
		}
	}

	@Test
	void readsIntegersHalfWayBetweenDoublesAsTheJdkDoes() {
		for (int i = 0; i < 20_000; i++) {
			long mantissa = (1L << 53) | this.random.nextLong() >>> 11;
			int shift = this.random.nextInt(9) + 1;
			BigInteger half = BigInteger.valueOf(2 * mantissa + 1).shiftLeft(shift);
			assertReadAsTheJdkDoes(half.toString());
			assertReadAsTheJdkDoes(new BigDecimal(half, this.random.nextInt(30)).toString());
		}
	}

	@Test
	void readsBoundariesAsTheJdkDoes() {
		for (String text : new String[] { "0", "-0", "4.9e-324", "2.4703282292062327e-324", "2.4703282292062328e-324",
				"2.2250738585072014e-308", "2.2250738585072011e-308", "1.7976931348623157e308",
				"1.7976931348623158e308", "1.7976931348623159e308", "9007199254740992", "9007199254740993",
				"18446744073709551615", "9999999999999999999", "1e22", "1e23", "1e-22",
				"123456789012345678901234567890e-300", "1e-342", "9999999999999999999e-343", "1e309", "0.1e-340" }) {
			assertReadAsTheJdkDoes(text);
		}
	}

	private void assertReadAsTheJdkDoes(String text) {
		byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);

		assertThat(this.number.read(ascii, 0, ascii.length)).isEqualTo(ascii.length);
		assertThat(this.number.float64()).as(text).isEqualTo(Double.parseDouble(text));
	}

}
