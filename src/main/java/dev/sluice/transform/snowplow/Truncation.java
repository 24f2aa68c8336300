package dev.sluice.transform.snowplow;

/**
 * The cutting of text that is too long.
 */
final class Truncation {

	private Truncation() {
	}

	/**
	 * Where the first {@code longest} UTF-16 code units of valid UTF-8 end. A character
	 * of two units is kept whole or not at all.
	 */
	static int end(byte[] utf8, int from, int to, int longest) {
		if (to - from <= longest) {
			return to;
		}
		int units = 0;
		int i = from;
		while (i < to) {
			int lead = utf8[i] & 0xFF;
			units += (lead >= 0xF0) ? 2 : 1;
			if (units > longest) {
				return i;
			}
			i += (lead < 0x80) ? 1 : (lead < 0xE0) ? 2 : (lead < 0xF0) ? 3 : 4;
		}
		return to;
	}

}
