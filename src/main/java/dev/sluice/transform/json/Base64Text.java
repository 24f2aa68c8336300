package dev.sluice.transform.json;

import java.util.Arrays;

/**
 * Bytes in base64, in the standard or the URL alphabet of RFC 4648, with or without
 * padding.
 */
final class Base64Text {

	private static final byte[] STANDARD = alphabet("+/");

	private static final byte[] URL = alphabet("-_");

	private byte[] decoded = new byte[256];

	/**
	 * Decodes text.
	 * @return the number of bytes, then given by {@link #decoded}; negative if the text
	 * is not base64
	 */
	int decode(byte[] text, int from, int to) {
		int end = withoutPadding(text, from, to);
		int rest = (end - from) % 4;
		boolean paddedWrongly = end < to && (to - from) % 4 != 0;
		if (rest == 1 || paddedWrongly) {
			return -1;
		}
		if (this.decoded.length < end - from) {
			this.decoded = new byte[end - from];
		}
		int length = decode(text, from, end, STANDARD);
		return (length < 0) ? decode(text, from, end, URL) : length;
	}

	private static int withoutPadding(byte[] text, int from, int to) {
		int end = to;
		while (end > from && to - end < 2 && text[end - 1] == '=') {
			end--;
		}
		return end;
	}

	private int decode(byte[] text, int from, int to, byte[] alphabet) {
		int bits = 0;
		int held = 0;
		int length = 0;
		for (int i = from; i < to; i++) {
			int value = (text[i] < 0) ? -1 : alphabet[text[i]];
			if (value < 0) {
				return -1;
			}
			bits = bits << 6 | value;
			held += 6;
			if (held >= Byte.SIZE) {
				held -= Byte.SIZE;
				this.decoded[length++] = (byte) (bits >> held);
			}
		}
		boolean leftOver = (bits & (1 << held) - 1) != 0;
		return leftOver ? -1 : length;
	}

	byte[] decoded() {
		return this.decoded;
	}

	private static byte[] alphabet(String last) {
		String letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789" + last;
		byte[] values = new byte[128];
		Arrays.fill(values, (byte) -1);
		for (int i = 0; i < letters.length(); i++) {
			values[letters.charAt(i)] = (byte) i;
		}
		return values;
	}

}
