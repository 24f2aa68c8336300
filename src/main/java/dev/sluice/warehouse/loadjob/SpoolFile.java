package dev.sluice.warehouse.loadjob;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import dev.sluice.table.EncodedRows;
import dev.sluice.table.RowLayout;
import dev.sluice.warehouse.AppendResult;
import dev.sluice.warehouse.AppendResult.Refusal;

/**
 * Rows of one lane in a local file, a JSON object a line, and who waits for them. Written
 * by one thread, then read by another.
 */
final class SpoolFile {

	private final Path path;

	private final FileChannel channel;

	private final List<Append> appends = new ArrayList<>();

	private RowLayout layout;

	private long bytes;

	private long rows;

	SpoolFile(Path path, RowLayout layout) throws IOException {
		this.path = path;
		this.layout = layout;
		this.channel = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
	}

	/**
	 * Adds rows: all, or none if the disk does not take them.
	 */
	void append(EncodedRows encoded, CompletableFuture<AppendResult> answer) throws IOException {
		try {
			ByteBuffer lines = lines(encoded);
			long end = this.bytes + lines.remaining();
			while (lines.hasRemaining()) {
				this.channel.write(lines, end - lines.remaining());
			}
			this.bytes = end;
		}
		catch (IOException ex) {
			this.channel.truncate(this.bytes);
			throw ex;
		}
		this.appends.add(new Append(this.rows, encoded.count(), answer));
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
	 * Answers all who wait.
	 */
	void answer(AppendResult result) {
		this.appends.forEach((append) -> append.answer.complete(result));
	}

	/**
	 * Says that a row is refused, and that the others of its request are not stored; the
	 * other requests are answered later.
	 * @param row the row's index in this file
	 */
	void refuse(long row, String message) {
		for (Append append : this.appends) {
			if (row >= append.first && row < append.first + append.count) {
				append.answer.complete(
						new AppendResult.RowsRefused(List.of(new Refusal((int) (row - append.first), message)), false));
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
	 * @param count their number
	 * @param answer is completed with what became of them
	 */
	private record Append(long first, int count, CompletableFuture<AppendResult> answer) {

	}

}
