package dev.sluice.table;

import java.util.Arrays;

/**
 * A growing array of bytes that holds the rows of one record, one after the other.
 */
final class RowBytes {

	private static final int INITIAL = 16 * 1024;

	/** What is kept for the next record; a larger array is given back. */
	private static final int KEPT = 1024 * 1024;

	private byte[] array = new byte[INITIAL];

	private int end;

	private int[] rowEnds = new int[1];

	private int rows;

	/**
	 * The array, with room for a number of bytes after {@link #end()}.
	 */
	byte[] room(int bytes) {
		if (this.array.length - this.end < bytes) {
			this.array = Arrays.copyOf(this.array, grown(bytes));
		}
		return this.array;
	}

	private int grown(int bytes) {
		int needed = Math.addExact(this.end, bytes);
		int doubled = this.array.length << 1;
		return Math.max(needed, (doubled > 0) ? doubled : Integer.MAX_VALUE - 8);
	}

	byte[] array() {
		return this.array;
	}

	/**
	 * Where the next byte goes.
	 */
	int end() {
		return this.end;
	}

	void end(int end) {
		this.end = end;
	}

	/**
	 * Ends a row here, where the next one begins.
	 */
	void endRow() {
		if (this.rows == this.rowEnds.length) {
			this.rowEnds = Arrays.copyOf(this.rowEnds, this.rows * 2);
		}
		this.rowEnds[this.rows++] = this.end;
	}

	int rows() {
		return this.rows;
	}

	int rowStart(int row) {
		return (row > 0) ? this.rowEnds[row - 1] : 0;
	}

	int rowEnd(int row) {
		return this.rowEnds[row];
	}

	/**
	 * Where the row that is open began.
	 */
	int openRowStart() {
		return rowStart(this.rows);
	}

	void clear() {
		this.end = 0;
		this.rows = 0;
		if (this.array.length > KEPT) {
			this.array = new byte[INITIAL];
		}
	}

}
