package dev.sluice.table;

import java.nio.charset.StandardCharsets;

/**
 * JSON text at the end of a {@link RowBytes}.
 */
final class JsonText {

	private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

	/** The digits of the smallest INT64 and its sign. */
	private static final int LONGEST_INTEGER = 20;

	private final RowBytes out;

	JsonText(RowBytes out) {
		this.out = out;
	}

	/**
	 * Appends one character of ASCII.
	 */
	void put(char character) {
		byte[] array = this.out.room(1);
		int at = this.out.end();
		array[at] = (byte) character;
		this.out.end(at + 1);
	}

	/**
	 * Appends text in ASCII as it is.
	 */
	void put(String ascii) {
		for (int i = 0; i < ascii.length(); i++) {
			put(ascii.charAt(i));
		}
	}

	/**
	 * Appends bytes as they are.
	 */
	void put(byte[] bytes, int from, int to) {
		byte[] array = this.out.room(to - from);
		int at = this.out.end();
		System.arraycopy(bytes, from, array, at, to - from);
		this.out.end(at + to - from);
	}

	void integer(long value) {
		byte[] array = this.out.room(LONGEST_INTEGER);
		int at = this.out.end();
		long rest = value;
		int digits = 1;
		for (long tens = rest / 10; tens != 0; tens /= 10) {
			digits++;
		}
		if (value < 0) {
			array[at++] = '-';
		}
		for (int i = at + digits - 1; i >= at; i--) {
			array[i] = (byte) ('0' + Math.abs(rest % 10));
			rest /= 10;
		}
		this.out.end(at + digits);
	}

	/**
	 * Appends an integer with leading zeros.
	 */
	void padded(int value, int digits) {
		byte[] array = this.out.room(digits);
		int at = this.out.end();
		int rest = value;
		for (int i = at + digits - 1; i >= at; i--) {
			array[i] = (byte) ('0' + rest % 10);
			rest /= 10;
		}
		this.out.end(at + digits);
	}

	/**
	 * Appends text in quotes.
	 */
	void quoted(byte[] utf8, int from, int to) {
		put('"');
		int run = from;
		for (int i = from; i < to; i++) {
			byte character = utf8[i];
			if (character == '"' || character == '\\' || (character >= 0 && character < ' ')) {
				put(utf8, run, i);
				escaped(character);
				run = i + 1;
			}
		}
		put(utf8, run, to);
		put('"');
	}

	/**
	 * Appends JSON as it is, but on one line.
	 */
	void json(byte[] json, int from, int to) {
		int start = this.out.end();
		put(json, from, to);
		byte[] array = this.out.array();
		for (int i = start; i < this.out.end(); i++) {
			if (array[i] == '\n' || array[i] == '\r') {
				array[i] = ' ';
			}
		}
	}

	private void escaped(byte character) {
		put('\\');
		switch (character) {
			case '\n' -> put('n');
			case '\r' -> put('r');
			case '\t' -> put('t');
			case '"', '\\' -> put((char) character);
			default -> {
				put("u00");
				put((char) HEX[character >> 4]);
				put((char) HEX[character & 0xF]);
			}
		}
	}

}
