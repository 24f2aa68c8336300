package dev.sluice.emulator.row;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

import com.google.protobuf.ByteString;

/**
 * Encoded rows of one plan in one buffer, laid out as a row file keeps them: room for a
 * header, the rows one after the other, then where each ends.
 *
 * Not safe for use by many threads; can be used again after {@link #clear()}.
 */
public final class RowBatch {

	/** Bytes left free before the first row. */
	public static final int HEADER = 48;

	private byte[] buffer;

	private int[] ends = new int[64];

	private int size = HEADER;

	private int rows;

	public RowBatch() {
		this(4096);
	}

	public RowBatch(int capacity) {
		this.buffer = new byte[HEADER + capacity];
	}

	public void clear() {
		this.size = HEADER;
		this.rows = 0;
	}

	/**
	 * Makes room for rows that are to be added.
	 */
	public void reserve(List<ByteString> rows) {
		int bytes = rows.size() * Integer.BYTES;
		for (ByteString row : rows) {
			bytes += row.size();
		}
		if (this.size + bytes > this.buffer.length) {
			this.buffer = Arrays.copyOf(this.buffer, this.size + bytes);
		}
	}

	public void add(byte[] row) {
		reserve(row.length);
		System.arraycopy(row, 0, this.buffer, this.size, row.length);
		added(row.length);
	}

	public void add(ByteString row) {
		reserve(row.size());
		row.copyTo(this.buffer, this.size);
		added(row.size());
	}

	private void added(int length) {
		this.size += length;
		if (this.rows == this.ends.length) {
			this.ends = Arrays.copyOf(this.ends, 2 * this.rows);
		}
		this.ends[this.rows++] = this.size;
	}

	private void reserve(int bytes) {
		if (this.size + bytes > this.buffer.length) {
			this.buffer = Arrays.copyOf(this.buffer, Math.max(this.size + bytes, 2 * this.buffer.length));
		}
	}

	public int rows() {
		return this.rows;
	}

	/**
	 * Returns the size of the rows alone.
	 */
	public int bytes() {
		return this.size - HEADER;
	}

	public byte[] buffer() {
		return this.buffer;
	}

	public int start(int row) {
		return (row == 0) ? HEADER : this.ends[row - 1];
	}

	public int end(int row) {
		return this.ends[row];
	}

	/**
	 * Adds where each row ends after the last row and returns the whole, header included;
	 * nothing can be added afterwards.
	 */
	public ByteBuffer finish() {
		reserve(this.rows * Integer.BYTES);
		ByteBuffer whole = ByteBuffer.wrap(this.buffer);
		whole.position(this.size);
		for (int i = 0; i < this.rows; i++) {
			whole.putInt(this.ends[i] - HEADER);
		}
		return whole.flip();
	}

}
