package dev.sluice.transform.snowplow;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.UUID;

import dev.sluice.transform.json.IsoText;
import dev.sluice.transform.json.NumberText;
import org.jspecify.annotations.Nullable;

/**
 * Reads the texts of atomic columns, and takes what Snowplow's Analytics SDK 3 takes:
 * common texts byte by byte, all others as Java itself reads them. Not thread-safe.
 */
final class AtomicText {

	/** No value of the kind. */
	static final long NONE = Long.MIN_VALUE;

	/** A time, but not of the years 1 to 9999, which BigQuery knows. */
	static final long BEYOND = Long.MIN_VALUE + 1;

	static final int UUID_LENGTH = 36;

	private static final int MICROS = 1_000_000;

	/** The length of {@code yyyy-MM-dd HH:mm:ss}. */
	private static final int SECONDS_LENGTH = 19;

	/** So many digits come back unchanged from a double. */
	private static final long LARGEST_EXACT = 1_000_000_000_000_000L;

	private final IsoText iso = new IsoText(true);

	private final NumberText number = new NumberText();

	private boolean plain;

	private double float64;

	/**
	 * Reads a whole number of 32 bits.
	 * @return the number, or {@link #NONE}
	 */
	static long integer(byte[] text, int from, int to) {
		int start = (text[from] == '-') ? from + 1 : from;
		if (start == to || to - start > 9) {
			return parsedInteger(text, from, to);
		}
		int value = 0;
		for (int i = start; i < to; i++) {
			int digit = text[i] - '0';
			if (digit < 0 || digit > 9) {
				return parsedInteger(text, from, to);
			}
			value = value * 10 + digit;
		}
		return (start == from) ? value : -value;
	}

	private static long parsedInteger(byte[] text, int from, int to) {
		try {
			return Integer.parseInt(string(text, from, to));
		}
		catch (NumberFormatException ex) {
			return NONE;
		}
	}

	/**
	 * Reads {@code 0} or {@code 1}.
	 * @return the number, or {@link #NONE}
	 */
	static long bool(byte[] text, int from, int to) {
		boolean valid = to - from == 1 && (text[from] == '0' || text[from] == '1');
		return valid ? text[from] - '0' : NONE;
	}

	/**
	 * Reads a number, which is then given by {@link #float64}.
	 */
	boolean readDouble(byte[] text, int from, int to) {
		this.plain = this.number.read(text, from, to) == to;
		if (this.plain) {
			this.float64 = this.number.float64();
			return true;
		}
		try {
			this.float64 = Double.parseDouble(string(text, from, to));
			return true;
		}
		catch (NumberFormatException ex) {
			return false;
		}
	}

	/**
	 * The last number read.
	 */
	double float64() {
		return this.float64;
	}

	/**
	 * Whether {@link #unscaled} and {@link #scale} tell the last number, which may be a
	 * sum of money.
	 */
	boolean isPlainMoney() {
		return this.plain && this.number.isSmallDecimal() && this.number.scale() <= 2
				&& Math.abs(this.number.unscaled()) < LARGEST_EXACT;
	}

	/**
	 * The last number without its point, which stands before the last {@link #scale}
	 * digits.
	 */
	long unscaled() {
		return this.number.unscaled();
	}

	int scale() {
		return this.number.scale();
	}

	/**
	 * Reads a time in UTC.
	 * @return microseconds since the epoch, {@link #NONE} or {@link #BEYOND}
	 */
	long timestamp(byte[] text, int from, int to) {
		if (to - from >= SECONDS_LENGTH && text[from + 16] == ':') {
			long micros = this.iso.datetime(text, from, to);
			if (IsoText.isValue(micros)) {
				return micros;
			}
		}
		Instant instant = instant(string(text, from, to));
		return (instant != null) ? micros(instant) : NONE;
	}

	/**
	 * Reads a time in UTC.
	 */
	static @Nullable Instant instant(String text) {
		try {
			return Instant.parse(text.replace(' ', 'T') + "Z");
		}
		catch (DateTimeParseException ex) {
			return null;
		}
	}

	private static long micros(Instant instant) {
		try {
			long seconds = Math.multiplyExact(instant.getEpochSecond(), MICROS);
			long checked = IsoText.checked(Math.addExact(seconds, instant.getNano() / 1000));
			return IsoText.isValue(checked) ? checked : BEYOND;
		}
		catch (ArithmeticException ex) {
			return BEYOND;
		}
	}

	/**
	 * Reads a UUID.
	 * @param out takes its 36 characters
	 * @return whether it is one
	 */
	static boolean uuid(byte[] text, int from, int to, byte[] out) {
		if (to - from == UUID_LENGTH && copyUuid(text, from, out)) {
			return true;
		}
		try {
			String uuid = UUID.fromString(string(text, from, to)).toString();
			System.arraycopy(uuid.getBytes(StandardCharsets.ISO_8859_1), 0, out, 0, UUID_LENGTH);
			return true;
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

	private static boolean copyUuid(byte[] text, int from, byte[] out) {
		for (int i = 0; i < UUID_LENGTH; i++) {
			byte b = text[from + i];
			boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
			boolean hex = (b >= '0' && b <= '9') || (b >= 'a' && b <= 'f');
			if (dash ? b != '-' : !hex) {
				return false;
			}
			out[i] = b;
		}
		return true;
	}

	private static String string(byte[] text, int from, int to) {
		return new String(text, from, to - from, StandardCharsets.UTF_8);
	}

}
