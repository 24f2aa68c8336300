package dev.sluice.transform.snowplow;

import java.nio.charset.StandardCharsets;

import dev.sluice.transform.json.Utf8;

/**
 * One event as a line of columns that tabs divide: without quotes, escapes or trimming.
 * Not thread-safe.
 */
final class EventLine {

	/** The number of columns of an enriched event. */
	static final int COLUMNS = 131;

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
		if (!isUtf8()) {
			this.bytes = new String(bytes, from, to - from, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
			this.from = 0;
			this.to = this.bytes.length;
		}
		return split();
	}

	private boolean isUtf8() {
		byte[] text = this.bytes;
		int i = this.from;
		while (i >= 0 && i < this.to) {
			if (text[i] >= 0) {
				i++;
			}
			else {
				i = Utf8.skip(text, i, this.to);
			}
		}
		return i >= 0;
	}

	private int split() {
		byte[] text = this.bytes;
		int count = 1;
		this.starts[0] = this.from;
		for (int i = this.from; i < this.to; i++) {
			if (text[i] == '\t') {
				if (count <= COLUMNS) {
					this.starts[count] = i + 1;
				}
				count++;
			}
		}
		this.columns = count;
		if (count <= COLUMNS) {
			this.starts[count] = this.to + 1;
		}
		return count;
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
