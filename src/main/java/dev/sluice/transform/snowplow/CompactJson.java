package dev.sluice.transform.snowplow;

import java.nio.charset.StandardCharsets;

/**
 * JSON text without white space between its parts, with numbers as they are written.
 * Holds one text at a time. Not thread-safe.
 */
final class CompactJson {

	private static final int LARGEST_KEPT = 64 * 1024;

	private byte[] text = new byte[256];

	private int length;

	/**
	 * Copies well-formed JSON.
	 */
	void read(byte[] json, int from, int to) {
		if (this.text.length < to - from || this.text.length > LARGEST_KEPT) {
			this.text = new byte[Math.max(to - from, 256)];
		}
		byte[] text = this.text;
		int length = 0;
		boolean quoted = false;
		for (int i = from; i < to; i++) {
			byte character = json[i];
			if (character == '"') {
				quoted = !quoted;
			}
			else if (character == '\\') {
				text[length++] = character;
				character = json[++i];
			}
			if (quoted || character > ' ') {
				text[length++] = character;
			}
		}
		this.length = length;
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
