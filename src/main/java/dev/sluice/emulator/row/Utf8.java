package dev.sluice.emulator.row;

/**
 * Checks UTF-8 without decoding it.
 */
final class Utf8 {

	private Utf8() {
	}

	/**
	 * Counts characters (code points).
	 * @return how many, or -1 if the bytes are not valid UTF-8
	 */
	static int characters(byte[] buffer, int from, int to) {
		int at = from;
		while (at < to && buffer[at] >= 0) {
			at++;
		}
		int count = at - from;
		while (at < to) {
			int length = sequence(buffer, at, to);
			if (length == 0) {
				return -1;
			}
			at += length;
			count++;
		}
		return count;
	}

	/**
	 * Returns the length of the sequence at a position, 0 if it is not valid.
	 */
	private static int sequence(byte[] buffer, int at, int to) {
		int first = buffer[at] & 0xFF;
		if (first < 0x80) {
			return 1;
		}
		int length = (first < 0xC2) ? 0 : (first < 0xE0) ? 2 : (first < 0xF0) ? 3 : (first < 0xF5) ? 4 : 0;
		if (length == 0 || at + length > to) {
			return 0;
		}
		for (int i = 1; i < length; i++) {
			if ((buffer[at + i] & 0xC0) != 0x80) {
				return 0;
			}
		}
		int second = buffer[at + 1] & 0xFF;
		boolean wrong = (first == 0xE0 && second < 0xA0) || (first == 0xED && second > 0x9F)
				|| (first == 0xF0 && second < 0x90) || (first == 0xF4 && second > 0x8F);
		return wrong ? 0 : length;
	}

}
