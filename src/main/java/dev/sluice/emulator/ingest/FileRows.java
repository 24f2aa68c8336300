package dev.sluice.emulator.ingest;

import java.io.IOException;

import com.google.gson.JsonObject;

/**
 * The rows of a file, one after the other.
 */
interface FileRows extends AutoCloseable {

	/**
	 * Goes to the next row.
	 * @return whether there is one
	 */
	boolean advance() throws IOException;

	/**
	 * Returns the row as BigQuery's JSON.
	 * @throws BadRowException if it cannot be read
	 */
	JsonObject row();

	/**
	 * Returns where the row begins: in bytes for formats of lines, the number of rows
	 * before it for others.
	 */
	long position();

	@Override
	void close() throws IOException;

}
