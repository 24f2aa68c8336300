package dev.sluice.warehouse.loadjob;

import java.io.IOException;

import tools.jackson.databind.JsonNode;

/**
 * A file of rows in the making. Used by one thread.
 */
interface RowFile extends AutoCloseable {

	/**
	 * Adds a row.
	 * @param line the row as a line of JSON, without its end
	 * @param row the same, read
	 */
	void add(byte[] line, JsonNode row) throws IOException;

	/**
	 * Ends the file.
	 */
	@Override
	void close() throws IOException;

}
