package dev.sluice.emulator.table;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

import dev.sluice.emulator.row.RowBatch;

/**
 * The first bytes of an entry in a row file.
 *
 * @param length of the whole entry
 * @param checksum of everything after the checksum
 * @param kind what the entry holds
 * @param format the number of the rows' format in this file
 * @param first the number of the first row
 * @param count how many rows
 * @param time when they were appended, microseconds since the epoch
 * @param partition the start of the partition that the writer named, microseconds since
 * the epoch, or {@link #NO_PARTITION}
 */
record ChunkHeader(int length, int checksum, int kind, int format, long first, int count, long time, long partition) {

	static final int ROWS = 1;

	static final int FORMAT = 2;

	static final long NO_PARTITION = Long.MIN_VALUE;

	private static final int CHECKED_FROM = 2 * Integer.BYTES;

	static ChunkHeader rows(int format, long first, int count, long time, long partition) {
		return new ChunkHeader(0, 0, ROWS, format, first, count, time, partition);
	}

	static ChunkHeader format(int format) {
		return new ChunkHeader(0, 0, FORMAT, format, 0, 0, 0, NO_PARTITION);
	}

	static ChunkHeader read(ByteBuffer entry) {
		return new ChunkHeader(entry.getInt(0), entry.getInt(4), entry.getInt(8), entry.getInt(12), entry.getLong(16),
				entry.getInt(24), entry.getLong(32), entry.getLong(40));
	}

	/**
	 * Writes the header into the room before an entry's content.
	 */
	void write(ByteBuffer entry) {
		entry.putInt(0, entry.limit());
		entry.putInt(8, this.kind);
		entry.putInt(12, this.format);
		entry.putLong(16, this.first);
		entry.putInt(24, this.count);
		entry.putInt(28, 0);
		entry.putLong(32, this.time);
		entry.putLong(40, this.partition);
		entry.putInt(4, checksum(entry));
	}

	/**
	 * Returns the size of the rows alone.
	 */
	long rowBytes() {
		return this.length - RowBatch.HEADER - (long) this.count * Integer.BYTES;
	}

	boolean plausible(long room) {
		return this.length >= RowBatch.HEADER && this.length <= room && (this.kind == ROWS || this.kind == FORMAT);
	}

	static int checksum(ByteBuffer entry) {
		CRC32C crc = new CRC32C();
		crc.update(entry.duplicate().position(CHECKED_FROM));
		return (int) crc.getValue();
	}

}
