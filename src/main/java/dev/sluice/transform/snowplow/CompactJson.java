package dev.sluice.transform.snowplow;

import java.nio.charset.StandardCharsets;

import dev.sluice.transform.json.Escapes;

/**
 * JSON text without white space between its parts, with numbers as they are written and
 * no escape sequences but those that are needed. Holds one text at a time. Not
 * thread-safe.
 */
final class CompactJson {

	private static final int LARGEST_KEPT = 64 * 1024;

	private static final String SHORT_ESCAPES = "\bb\ff\nn\rr\tt";

	private final byte[] character = new byte[4];

	private byte[] text = new byte[256];

	private int length;

	/**
	 * Copies well-formed JSON.
	 */
	void read(byte[] json, int from, int to) {
		if (this.text.length < to - from || this.text.length > LARGEST_KEPT) {
			this.text = new byte[Math.max(to - from, 256)];
		}
		this.length = 0;
		boolean quoted = false;
		int i = from;
		while (i < to) {
			byte character = json[i];
			if (character == '\\') {
				i = escape(json, i);
				continue;
			}
			if (character == '"') {
				quoted = !quoted;
			}
			if (quoted || character > ' ') {
				this.text[this.length++] = character;
			}
			i++;
		}
	}

	/**
	 * Copies an escape sequence, or the character that it stands for.
	 * @return the position after it
	 */
	private int escape(byte[] json, int at) {
		if (json[at + 1] != 'u') {
			if (json[at + 1] != '/') {
				this.text[this.length++] = '\\';
			}
			this.text[this.length++] = json[at + 1];
			return at + 2;
		}
		boolean pair = (json[at + 2] | 0x20) == 'd' && Character.digit(json[at + 3], 16) >= 8;
		int after = pair ? at + 12 : at + 6;
		int size = Escapes.decode(json, at, after, this.character);
		byte first = this.character[0];
		if (first >= 0 && first < ' ') {
			control(json, at, first);
			return after;
		}
		if (first == '"' || first == '\\') {
			this.text[this.length++] = '\\';
		}
		System.arraycopy(this.character, 0, this.text, this.length, size);
		this.length += size;
		return after;
	}

	private void control(byte[] json, int at, byte character) {
		int letter = SHORT_ESCAPES.indexOf(character) + 1;
		if (letter > 0) {
			this.text[this.length++] = '\\';
			this.text[this.length++] = (byte) SHORT_ESCAPES.charAt(letter);
			return;
		}
		for (int i = at; i < at + 6; i++) {
			this.text[this.length++] = (byte) Character.toLowerCase(json[i]);
		}
	}

	/** Holds the text, from its beginning. */
	byte[] text() {
		return this.text;
	}

	int length() {
		return this.length;
	}

	/**
	 * A part of a text, compact.
	 */
	static String of(byte[] json, int from, int to) {
		CompactJson compact = new CompactJson();
		compact.read(json, from, to);
		return new String(compact.text, 0, compact.length, StandardCharsets.UTF_8);
	}

}
