package dev.sluice.transform.json;

/**
 * The escape sequences of JSON strings.
 */
public final class Escapes {

	private Escapes() {
	}

	/**
	 * Decodes text that is known to be valid.
	 * @param out takes the text, which is never longer than its escaped form
	 * @return the length of the text
	 */
	public static int decode(byte[] bytes, int from, int to, byte[] out) {
		int length = 0;
		int i = from;
		while (i < to) {
			byte b = bytes[i];
			if (b != '\\') {
				out[length++] = b;
				i++;
			}
			else if (bytes[i + 1] == 'u') {
				int codePoint = codePoint(bytes, i);
				length = Utf8.write(codePoint, out, length);
				i += Character.isBmpCodePoint(codePoint) ? 6 : 12;
			}
			else {
				out[length++] = simple(bytes[i + 1]);
				i += 2;
			}
		}
		return length;
	}

	private static byte simple(byte letter) {
		return switch (letter) {
			case 'b' -> '\b';
			case 'f' -> '\f';
			case 'n' -> '\n';
			case 'r' -> '\r';
			case 't' -> '\t';
			default -> letter;
		};
	}

	private static int codePoint(byte[] bytes, int at) {
		char unit = unit(bytes, at + 2);
		return Character.isSurrogate(unit) ? Character.toCodePoint(unit, unit(bytes, at + 8)) : unit;
	}

	private static char unit(byte[] bytes, int at) {
		int value = 0;
		for (int i = at; i < at + 4; i++) {
			value = value << 4 | Character.digit(bytes[i], 16);
		}
		return (char) value;
	}

}
