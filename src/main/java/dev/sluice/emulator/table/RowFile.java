package dev.sluice.emulator.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.sluice.emulator.row.RowBatch;
import dev.sluice.emulator.row.RowFormat;
import org.jspecify.annotations.Nullable;

/**
 * The rows that one stream, or one load, put into a table: a file that only grows.
 *
 * A batch is appended as a whole. When {@link #append} returns, the batch survives the
 * end of this process; one that was torn by that end is cut off when the file is opened
 * again. In memory there is an entry per batch and nothing per row. Safe for use by many
 * threads: its monitor is held while a batch is written, so batches of one file follow
 * each other.
 */
final class RowFile {

	/** Keeps the direct buffers small that the channel makes for heap buffers. */
	private static final int SLICE = 256 << 10;

	private final Path path;

	private final String name;

	@GuardedBy("this")
	private @Nullable FileChannel channel;

	@GuardedBy("this")
	private long size;

	@GuardedBy("this")
	private final List<RowFormat> formats = new ArrayList<>();

	@GuardedBy("this")
	private final Map<RowFormat, Integer> formatNumbers = new HashMap<>();

	@GuardedBy("this")
	private final List<Batch> batches = new ArrayList<>();

	@GuardedBy("this")
	private long count;

	@GuardedBy("this")
	private long bytes;

	RowFile(Path path, String name) {
		this.path = path;
		this.name = name;
		try {
			recover();
			close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	String name() {
		return this.name;
	}

	/**
	 * Returns how many rows there are.
	 */
	synchronized long count() {
		return this.count;
	}

	/**
	 * Returns the size of all rows.
	 */
	synchronized long bytes() {
		return this.bytes;
	}

	/**
	 * Returns when the last rows came.
	 */
	synchronized @Nullable Instant lastAppend() {
		return this.batches.isEmpty() ? null
				: Micros.instant(this.batches.get(this.batches.size() - 1).header().time());
	}

	/**
	 * Returns how much came after a time.
	 * @param since microseconds since the epoch
	 */
	synchronized Recent recent(long since) {
		Recent recent = new Recent(0, 0, Long.MAX_VALUE);
		for (int i = this.batches.size() - 1; i >= 0 && this.batches.get(i).header().time() > since; i--) {
			ChunkHeader header = this.batches.get(i).header();
			recent = recent.and(new Recent(header.count(), header.rowBytes(), header.time()));
		}
		return recent;
	}

	/**
	 * Appends a batch.
	 * @return the number of its first row
	 */
	synchronized long append(RowBatch rows, RowFormat format, Instant time, long partition) {
		long first = this.count;
		ChunkHeader header = ChunkHeader.rows(number(format), first, rows.rows(), Micros.of(time), partition);
		ByteBuffer entry = rows.finish();
		header.write(entry);
		long position = this.size;
		write(entry);
		added(position, ChunkHeader.read(entry));
		return first;
	}

	@GuardedBy("this")
	private void added(long position, ChunkHeader header) {
		this.batches.add(new Batch(position, header));
		this.count += header.count();
		this.bytes += header.rowBytes();
	}

	@GuardedBy("this")
	private int number(RowFormat format) {
		Integer known = this.formatNumbers.get(format);
		if (known != null) {
			return known;
		}
		byte[] defaults = format.defaultsText().getBytes(StandardCharsets.UTF_8);
		byte[] proto = format.protoBytes();
		ByteBuffer entry = ByteBuffer.allocate(RowBatch.HEADER + Integer.BYTES + defaults.length + proto.length);
		entry.position(RowBatch.HEADER);
		entry.putInt(defaults.length).put(defaults).put(proto).flip();
		ChunkHeader.format(this.formats.size()).write(entry);
		write(entry);
		return keep(format);
	}

	@GuardedBy("this")
	private int keep(RowFormat format) {
		this.formats.add(format);
		this.formatNumbers.put(format, this.formats.size() - 1);
		return this.formats.size() - 1;
	}

	@GuardedBy("this")
	private void write(ByteBuffer entry) {
		try {
			FileChannel open = channel();
			int limit = entry.limit();
			for (int from = 0; from < limit;) {
				entry.limit(Math.min(limit, from + SLICE)).position(from);
				from += open.write(entry, this.size + from);
			}
			entry.limit(limit);
			this.size += limit;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@GuardedBy("this")
	private FileChannel channel() throws IOException {
		if (this.channel == null || !this.channel.isOpen()) {
			this.channel = FileChannel.open(this.path, StandardOpenOption.CREATE, StandardOpenOption.READ,
					StandardOpenOption.WRITE);
		}
		return this.channel;
	}

	/**
	 * Returns where the batches are that hold any of the rows from one number up to, not
	 * including, another.
	 */
	synchronized List<Long> batches(long from, long to) {
		List<Long> positions = new ArrayList<>();
		for (int i = batchOf(from); i < this.batches.size() && this.batches.get(i).header().first() < to; i++) {
			positions.add(this.batches.get(i).position());
		}
		return positions;
	}

	@GuardedBy("this")
	private int batchOf(long row) {
		int low = 0;
		int high = this.batches.size();
		while (low < high) {
			int middle = (low + high) >>> 1;
			ChunkHeader header = this.batches.get(middle).header();
			if (header.first() + header.count() <= row) {
				low = middle + 1;
			}
			else {
				high = middle;
			}
		}
		return low;
	}

	/**
	 * Reads one batch.
	 */
	synchronized Chunk read(long position) {
		try {
			byte[] entry = new byte[read(position, new byte[RowBatch.HEADER]).getInt(0)];
			ChunkHeader header = ChunkHeader.read(read(position, entry));
			return new Chunk(header, this.formats.get(header.format()), entry);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@GuardedBy("this")
	private ByteBuffer read(long position, byte[] into) throws IOException {
		ByteBuffer target = ByteBuffer.wrap(into);
		int length = into.length;
		FileChannel open = channel();
		while (target.hasRemaining()) {
			target.limit(Math.min(length, target.position() + SLICE));
			if (open.read(target, position + target.position()) < 0) {
				throw new IOException("unexpected end of " + this.path);
			}
			target.limit(length);
		}
		return target.flip();
	}

	private synchronized void recover() throws IOException {
		FileChannel open = channel();
		long room = open.size();
		while (room - this.size >= RowBatch.HEADER) {
			ChunkHeader header = ChunkHeader.read(read(this.size, new byte[RowBatch.HEADER]));
			if (!header.plausible(room - this.size)) {
				break;
			}
			boolean last = room - this.size == header.length();
			if (header.kind() == ChunkHeader.FORMAT || last) {
				ByteBuffer entry = read(this.size, new byte[header.length()]);
				if (ChunkHeader.checksum(entry) != header.checksum()) {
					break;
				}
				recoverFormat(header, entry);
			}
			if (header.kind() == ChunkHeader.ROWS) {
				added(this.size, header);
			}
			this.size += header.length();
		}
		open.truncate(this.size);
	}

	@GuardedBy("this")
	private void recoverFormat(ChunkHeader header, ByteBuffer entry) {
		if (header.kind() == ChunkHeader.FORMAT) {
			entry.position(RowBatch.HEADER);
			byte[] defaults = new byte[entry.getInt()];
			entry.get(defaults);
			byte[] proto = new byte[entry.remaining()];
			entry.get(proto);
			keep(RowFormat.read(proto, new String(defaults, StandardCharsets.UTF_8)));
		}
	}

	/**
	 * Gives the file's handle back; the next use takes another.
	 */
	synchronized void close() {
		try {
			if (this.channel != null) {
				this.channel.close();
				this.channel = null;
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private record Batch(long position, ChunkHeader header) {
	}

	/**
	 * Rows that came after some time.
	 *
	 * @param rows how many
	 * @param bytes their size
	 * @param oldest when the first of them came, in microseconds since the epoch
	 */
	record Recent(long rows, long bytes, long oldest) {

		Recent and(Recent other) {
			return new Recent(this.rows + other.rows, this.bytes + other.bytes, Math.min(this.oldest, other.oldest));
		}

		/**
		 * Leaves out what cannot be seen.
		 */
		Recent atMost(long visible) {
			return (this.rows <= visible) ? this : new Recent(visible, this.bytes * visible / this.rows,
					(visible > 0) ? this.oldest : Long.MAX_VALUE);
		}

	}

}
