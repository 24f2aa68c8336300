package dev.sluice.warehouse.loadjob;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;

import dev.sluice.table.EncodedRows;
import dev.sluice.table.RowLayout;
import dev.sluice.warehouse.AppendResult;
import dev.sluice.warehouse.AppendResult.Refusal;
import dev.sluice.warehouse.Lane;

/**
 * Rows of one lane in a local file, a JSON object a line, and who waits for them. Written
 * by one thread, then read by another.
 */
final class SpoolFile {

	private final Lane lane;

	private final Path path;

	private final FileChannel channel;

	private final List<Append> appends = new ArrayList<>();

	private RowLayout layout;

	private long bytes;

	private long rows;

	SpoolFile(Lane lane, Path path, RowLayout layout) throws IOException {
		this.lane = lane;
		this.path = path;
		this.layout = layout;
		this.channel = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
	}

	/**
	 * Adds rows: all, or none if the disk does not take them.
	 */
	void append(EncodedRows encoded, CompletableFuture<AppendResult> answer) throws IOException {
		long start = this.bytes;
		try {
			ByteBuffer lines = lines(encoded);
			long end = start + lines.remaining();
			while (lines.hasRemaining()) {
				this.channel.write(lines, end - lines.remaining());
			}
			this.bytes = end;
		}
		catch (IOException ex) {
			this.channel.truncate(start);
			throw ex;
		}
		this.appends.add(new Append(this.rows, start, encoded, encoded.count(), answer));
		this.rows += encoded.count();
		if (encoded.layout().version() > this.layout.version()) {
			this.layout = encoded.layout();
		}
	}

	private static ByteBuffer lines(EncodedRows encoded) {
		int last = encoded.count() - 1;
		ByteBuffer lines = ByteBuffer.allocate(encoded.end(last) - encoded.start(0) + encoded.count());
		for (int row = 0; row <= last; row++) {
			lines.put(encoded.buffer(), encoded.start(row), encoded.end(row) - encoded.start(row)).put((byte) '\n');
		}
		return lines.flip();
	}

	/**
	 * Ends the writing.
	 */
	void finish() throws IOException {
		this.channel.close();
	}

	Lane lane() {
		return this.lane;
	}

	Path path() {
		return this.path;
	}

	/**
	 * The newest layout of its rows.
	 */
	RowLayout layout() {
		return this.layout;
	}

	long bytes() {
		return this.bytes;
	}

	long rows() {
		return this.rows;
	}

	/**
	 * The offset of a row's record. Not to be asked for when the row has been answered.
	 * @param row the row's index in this file
	 */
	long offset(long row) {
		Append append = append(row);
		return append.encoded.offset((int) (row - append.first));
	}

	/**
	 * Whether no record comes before another with a lower offset.
	 */
	boolean inOrder() {
		long[] last = { Long.MIN_VALUE };
		return LongStream.range(0, this.rows).map(this::offset).allMatch((offset) -> {
			boolean follows = offset >= last[0];
			last[0] = offset;
			return follows;
		});
	}

	/**
	 * Where a row begins, in bytes; the file's end for the row after the last.
	 */
	long start(long row) throws IOException {
		if (row == this.rows) {
			return this.bytes;
		}
		Append append = append(row);
		try (InputStream in = new BufferedInputStream(Files.newInputStream(this.path))) {
			in.skipNBytes(append.start);
			long at = append.start;
			for (long lines = append.first; lines < row; at++) {
				lines += (in.read() == '\n') ? 1 : 0;
			}
			return at;
		}
	}

	/**
	 * The row that begins at, or holds, a byte.
	 */
	long row(long at) throws IOException {
		long row = 0;
		try (InputStream in = new BufferedInputStream(Files.newInputStream(this.path))) {
			for (long read = 0; read < at; read++) {
				row += (in.read() == '\n') ? 1 : 0;
			}
		}
		return row;
	}

	private Append append(long row) {
		int low = 0;
		int high = this.appends.size() - 1;
		while (low < high) {
			int middle = (low + high + 1) >>> 1;
			if (this.appends.get(middle).first <= row) {
				low = middle;
			}
			else {
				high = middle - 1;
			}
		}
		return this.appends.get(low);
	}

	/**
	 * Answers all who wait.
	 */
	void answer(AppendResult result) {
		this.appends.forEach((append) -> append.answer.complete(result));
	}

	/**
	 * Says that rows are refused, and that the others of their requests are not stored;
	 * the other requests are answered later.
	 * @param from the index of the first in this file
	 * @param to the index after the last
	 */
	void refuse(long from, long to, String message) {
		for (Append append : this.appends) {
			List<Refusal> refusals = LongStream.range(Math.max(from, append.first), Math.min(to, append.end()))
				.mapToObj((row) -> new Refusal((int) (row - append.first), message))
				.toList();
			if (!refusals.isEmpty()) {
				append.answer.complete(new AppendResult.RowsRefused(refusals, false));
			}
		}
	}

	void delete() {
		try {
			this.channel.close();
			Files.deleteIfExists(this.path);
		}
		catch (IOException ex) {
			// swept later with its directory
		}
	}

	/**
	 * Rows that were added together.
	 *
	 * @param first the index of the first in the file
	 * @param start where that begins, in bytes
	 * @param encoded knows their records
	 * @param count their number
	 * @param answer is completed with what became of them
	 */
	private record Append(long first, long start, EncodedRows encoded, int count,
			CompletableFuture<AppendResult> answer) {

		long end() {
			return this.first + this.count;
		}

	}

}
