package dev.sluice.emulator.table;

import java.nio.ByteBuffer;

import dev.sluice.emulator.row.RowBatch;
import dev.sluice.emulator.row.RowFormat;

/**
 * Rows that were appended together, as read from their file.
 */
final class Chunk {

	private final ChunkHeader header;

	private final RowFormat format;

	private final byte[] buffer;

	private final ByteBuffer entry;

	Chunk(ChunkHeader header, RowFormat format, byte[] buffer) {
		this.header = header;
		this.format = format;
		this.buffer = buffer;
		this.entry = ByteBuffer.wrap(buffer);
	}

	ChunkHeader header() {
		return this.header;
	}

	RowFormat format() {
		return this.format;
	}

	byte[] buffer() {
		return this.buffer;
	}

	int start(int row) {
		return (row == 0) ? RowBatch.HEADER : end(row - 1);
	}

	int end(int row) {
		int at = this.header.length() - (this.header.count() - row) * Integer.BYTES;
		return RowBatch.HEADER + this.entry.getInt(at);
	}

}
