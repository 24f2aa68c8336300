package dev.sluice.emulator.ingest;

import java.util.Set;

/**
 * A row, encoded.
 */
final class EncodedRow {

	private final byte[] bytes;

	private final Set<String> nulls;

	/**
	 * Makes a row.
	 * @param bytes the encoded row
	 * @param nulls the columns with a default value that are null all the same, since the
	 * row says so
	 */
	EncodedRow(byte[] bytes, Set<String> nulls) {
		this.bytes = bytes;
		this.nulls = nulls;
	}

	byte[] bytes() {
		return this.bytes;
	}

	Set<String> nulls() {
		return this.nulls;
	}

}
