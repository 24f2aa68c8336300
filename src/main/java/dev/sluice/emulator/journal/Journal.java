package dev.sluice.emulator.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;

import com.google.errorprone.annotations.concurrent.GuardedBy;

/**
 * The ordered log of everything but rows: catalog changes, streams, cursors, jobs.
 *
 * An entry is a kind and a UTF-8 text. When {@link #append(String, String)} returns, the
 * entry is in the operating system's hands and survives the end of this process, however
 * sudden (not that of the machine: there is no fsync). Opening reads what is there; an
 * entry that was torn at the very end is cut off, damage anywhere else is refused. Safe
 * for use by many threads.
 */
public final class Journal implements AutoCloseable {

	private static final int HEADER = 2 * Integer.BYTES;

	private final FileChannel channel;

	@GuardedBy("this")
	private final Map<String, List<String>> recovered = new HashMap<>();

	private Journal(FileChannel channel) {
		this.channel = channel;
	}

	/**
	 * Opens or creates a journal and reads its entries.
	 * @throws UncheckedIOException if the file cannot be used or is damaged
	 */
	public static Journal open(Path file) {
		try {
			Journal journal = new Journal(FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ,
					StandardOpenOption.WRITE));
			journal.recover(file);
			return journal;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Returns what was found of one kind when the journal was opened, oldest first, and
	 * forgets it.
	 */
	public synchronized List<String> recovered(String kind) {
		List<String> entries = this.recovered.remove(kind);
		return (entries != null) ? entries : List.of();
	}

	/**
	 * Adds an entry.
	 * @throws UncheckedIOException if it could not be written
	 */
	public void append(String kind, String text) {
		byte[] body = (kind + '\n' + text).getBytes(StandardCharsets.UTF_8);
		ByteBuffer entry = ByteBuffer.allocate(HEADER + body.length);
		entry.putInt(body.length).putInt(checksum(body)).put(body).flip();
		write(entry);
	}

	private synchronized void write(ByteBuffer entry) {
		try {
			while (entry.hasRemaining()) {
				this.channel.write(entry);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private synchronized void recover(Path file) throws IOException {
		long size = this.channel.size();
		long position = 0;
		ByteBuffer header = ByteBuffer.allocate(HEADER);
		while (size - position >= HEADER) {
			read(header.clear(), position);
			int length = header.getInt(0);
			if (length < 0 || size - position - HEADER < length) {
				break;
			}
			ByteBuffer body = ByteBuffer.allocate(length);
			read(body, position + HEADER);
			if (checksum(body.array()) != header.getInt(Integer.BYTES)) {
				throw new IOException("damaged entry at byte " + position + " of " + file);
			}
			keep(new String(body.array(), StandardCharsets.UTF_8));
			position += HEADER + length;
		}
		this.channel.truncate(position);
		this.channel.position(position);
	}

	private void read(ByteBuffer target, long position) throws IOException {
		while (target.hasRemaining()) {
			if (this.channel.read(target, position + target.position()) < 0) {
				throw new IOException("unexpected end of file");
			}
		}
	}

	@GuardedBy("this")
	private void keep(String entry) {
		int end = entry.indexOf('\n');
		this.recovered.computeIfAbsent(entry.substring(0, end), (kind) -> new ArrayList<>())
			.add(entry.substring(end + 1));
	}

	private static int checksum(byte[] body) {
		CRC32C crc = new CRC32C();
		crc.update(body);
		return (int) crc.getValue();
	}

	@Override
	public void close() {
		try {
			this.channel.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
