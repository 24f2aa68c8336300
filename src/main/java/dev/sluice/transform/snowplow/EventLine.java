package dev.sluice.transform.snowplow;

import java.nio.charset.StandardCharsets;

import dev.sluice.transform.json.Utf8;
import dev.sluice.transform.json.Words;

/**
 * One event as a line of columns that tabs divide: without quotes, escapes or trimming.
 * Not thread-safe.
 */
final class EventLine {

	/** The number of columns of an enriched event. */
	static final int COLUMNS = 131;

	private static final long TABS = 0x0909090909090909L;

	private static final long NOT_ASCII = 0x8080808080808080L;

	private final int[] starts = new int[COLUMNS + 1];

	private byte[] bytes = {};

	private int from;

	private int to;

	private int columns;

	/**
	 * Reads a line; what is no UTF-8 in it is read as U+FFFD.
	 * @return the number of its columns, at least 1
	 */
	int read(byte[] bytes, int from, int to) {
		this.bytes = bytes;
		this.from = from;
		this.to = to;
		if (split() < 0 && !isUtf8()) {
			this.bytes = new String(bytes, from, to - from, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
			this.from = 0;
			this.to = this.bytes.length;
			split();
		}
		return this.columns;
	}

	private boolean isUtf8() {
		byte[] text = this.bytes;
		int i = this.from;
		while (i >= 0 && i < this.to) {
			i = (text[i] >= 0) ? i + 1 : Utf8.skip(text, i, this.to);
		}
		return i >= 0;
	}

	/**
	 * Finds the columns.
	 * @return negative if a byte is not ASCII
	 */
	private int split() {
		byte[] text = this.bytes;
		this.columns = 1;
		this.starts[0] = this.from;
		long all = 0;
		int i = this.from;
		for (int last = this.to - Long.BYTES; i <= last; i += Long.BYTES) {
			long word = Words.at(text, i);
			all |= word;
			for (long tabs = Words.equal(word, TABS); tabs != 0; tabs &= tabs - 1) {
				tab(i + (Long.numberOfTrailingZeros(tabs) >>> 3));
			}
		}
		for (; i < this.to; i++) {
			all |= (long) text[i] << (Long.SIZE - Byte.SIZE);
			if (text[i] == '\t') {
				tab(i);
			}
		}
		if (this.columns <= COLUMNS) {
			this.starts[this.columns] = this.to + 1;
		}
		return ((all & NOT_ASCII) != 0) ? -1 : 0;
	}

	private void tab(int at) {
		if (this.columns <= COLUMNS) {
			this.starts[this.columns] = at + 1;
		}
		this.columns++;
	}

	int columns() {
		return this.columns;
	}

	byte[] bytes() {
		return this.bytes;
	}

	/**
	 * Where a column's text begins.
	 */
	int from(int column) {
		return this.starts[column];
	}

	/**
	 * Where a column's text ends, exclusive.
	 */
	int to(int column) {
		return this.starts[column + 1] - 1;
	}

	boolean isEmpty(int column) {
		return from(column) == to(column);
	}

	String text(int column) {
		return new String(this.bytes, from(column), to(column) - from(column), StandardCharsets.UTF_8);
	}

	/**
	 * The whole line.
	 */
	String text() {
		return new String(this.bytes, this.from, this.to - this.from, StandardCharsets.UTF_8);
	}

}
