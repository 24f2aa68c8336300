package dev.sluice.emulator.sql;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * The body of a string or bytes literal, with its escape sequences resolved.
 */
final class Escapes {

	private static final String SIMPLE = "abfnrtv\\?\"'`";

	private static final String SIMPLE_VALUES = "\u0007\b\f\n\r\t\u000b\\?\"'`";

	private final String body;

	private final boolean raw;

	Escapes(String body, boolean raw) {
		this.body = body;
		this.raw = raw;
	}

	/**
	 * Returns the characters of a string literal.
	 * @throws IllegalArgumentException if an escape sequence is not one, with its text
	 */
	String text() {
		if (this.raw) {
			return this.body;
		}
		StringBuilder text = new StringBuilder();
		for (int at = 0; at < this.body.length();) {
			at = unescape(at, text);
		}
		return text.toString();
	}

	/**
	 * Returns the bytes of a bytes literal in hexadecimal.
	 * @throws IllegalArgumentException if an escape sequence is not one, with its text
	 */
	String hexBytes() {
		if (this.raw) {
			return HexFormat.of().formatHex(this.body.getBytes(StandardCharsets.UTF_8));
		}
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		for (int at = 0; at < this.body.length();) {
			StringBuilder one = new StringBuilder();
			boolean code = this.body.charAt(at) == '\\' && at + 1 < this.body.length()
					&& "xX01234567".indexOf(this.body.charAt(at + 1)) >= 0;
			at = unescape(at, one);
			if (code) {
				bytes.write(one.charAt(0));
			}
			else {
				bytes.writeBytes(one.toString().getBytes(StandardCharsets.UTF_8));
			}
		}
		return HexFormat.of().formatHex(bytes.toByteArray());
	}

	private int unescape(int at, StringBuilder target) {
		int point = this.body.codePointAt(at);
		if (point != '\\') {
			target.appendCodePoint(point);
			return at + Character.charCount(point);
		}
		char escape = (at + 1 < this.body.length()) ? this.body.charAt(at + 1) : '\\';
		int simple = SIMPLE.indexOf(escape);
		if (simple >= 0) {
			target.append(SIMPLE_VALUES.charAt(simple));
			return at + 2;
		}
		return switch (escape) {
			case 'x', 'X' -> code(at + 2, 2, 16, target);
			case 'u' -> code(at + 2, 4, 16, target);
			case 'U' -> code(at + 2, 8, 16, target);
			case '0', '1', '2', '3' -> code(at + 1, 3, 8, target);
			default -> throw new IllegalArgumentException("\\" + escape);
		};
	}

	private int code(int from, int digits, int radix, StringBuilder target) {
		try {
			target.appendCodePoint(Integer.parseInt(this.body.substring(from, from + digits), radix));
			return from + digits;
		}
		catch (IndexOutOfBoundsException | IllegalArgumentException ex) {
			throw new IllegalArgumentException(this.body.substring(from - 1), ex);
		}
	}

}
