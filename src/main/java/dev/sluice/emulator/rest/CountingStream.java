package dev.sluice.emulator.rest;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

import dev.sluice.emulator.call.ApiError;

/**
 * Counts what is read and refuses to read more than a limit.
 */
final class CountingStream extends FilterInputStream {

	private final long limit;

	private long count;

	CountingStream(InputStream in, long limit) {
		super(in);
		this.limit = limit;
	}

	long count() {
		return this.count;
	}

	@Override
	public int read() throws IOException {
		int read = super.read();
		count((read < 0) ? 0 : 1);
		return read;
	}

	@Override
	public int read(byte[] buffer, int offset, int length) throws IOException {
		int read = super.read(buffer, offset, length);
		count(Math.max(read, 0));
		return read;
	}

	private void count(int read) {
		this.count += read;
		if (this.count > this.limit) {
			throw new ApiError(413, "uploadTooLarge", "INVALID_ARGUMENT",
					"Request payload size exceeds the limit: " + this.limit + " bytes.", null);
		}
	}

}
