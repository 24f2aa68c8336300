package dev.sluice.transform.json;

/**
 * UTF-8 as RFC 3629 defines it: nothing overlong, no surrogates, nothing above U+10FFFF.
 */
public final class Utf8 {

	private Utf8() {
	}

	/**
	 * Skips the characters from {@code from} that are not ASCII.
	 * @return the next position that holds ASCII, or {@code to}; negative if the text is
	 * not valid
	 */
	public static int skip(byte[] bytes, int from, int to) {
		int i = from;
		while (i < to && bytes[i] < 0) {
			int length = length(bytes, i, to);
			if (length == 0) {
				return -1;
			}
			i += length;
		}
		return i;
	}

	/** The length of the sequence at {@code at}, 0 if it is not valid. */
	private static int length(byte[] bytes, int at, int to) {
		int lead = bytes[at] & 0xFF;
		if (lead < 0xC2 || lead > 0xF4) {
			return 0;
		}
		if (lead < 0xE0) {
			return continues(bytes, at + 1, to) ? 2 : 0;
		}
		if (!secondFits(lead, bytes, at + 1, to) || !continues(bytes, at + 2, to)) {
			return 0;
		}
		if (lead < 0xF0) {
			return 3;
		}
		return continues(bytes, at + 3, to) ? 4 : 0;
	}

	private static boolean secondFits(int lead, byte[] bytes, int at, int to) {
		if (!continues(bytes, at, to)) {
			return false;
		}
		int second = bytes[at] & 0xFF;
		return switch (lead) {
			case 0xE0 -> second >= 0xA0;
			case 0xED -> second < 0xA0;
			case 0xF0 -> second >= 0x90;
			case 0xF4 -> second < 0x90;
			default -> true;
		};
	}

	private static boolean continues(byte[] bytes, int at, int to) {
		return at < to && (bytes[at] & 0xC0) == 0x80;
	}

	/**
	 * The number of characters in valid text.
	 */
	public static int characters(byte[] bytes, int from, int to) {
		int count = 0;
		for (int i = from; i < to; i++) {
			if ((bytes[i] & 0xC0) != 0x80) {
				count++;
			}
		}
		return count;
	}

	/**
	 * Writes one character.
	 * @return the position after it
	 */
	public static int write(int codePoint, byte[] out, int at) {
		if (codePoint < 0x80) {
			out[at] = (byte) codePoint;
			return at + 1;
		}
		if (codePoint < 0x800) {
			out[at] = (byte) (0xC0 | codePoint >> 6);
			return tail(codePoint, out, at + 1, 0);
		}
		if (codePoint < 0x10000) {
			out[at] = (byte) (0xE0 | codePoint >> 12);
			return tail(codePoint, out, at + 1, 6);
		}
		out[at] = (byte) (0xF0 | codePoint >> 18);
		return tail(codePoint, out, at + 1, 12);
	}

	private static int tail(int codePoint, byte[] out, int at, int firstShift) {
		int i = at;
		for (int shift = firstShift; shift >= 0; shift -= 6) {
			out[i++] = (byte) (0x80 | (codePoint >> shift & 0x3F));
		}
		return i;
	}

}
