package dev.sluice.warehouse.storage;

import dev.sluice.table.TableName;

/**
 * Names of streams as the Storage Write API spells them.
 */
final class StreamNames {

	private static final String STREAMS = "/streams/";

	private StreamNames() {
	}

	/**
	 * The stream that every table has and that stores rows when it acknowledges them.
	 */
	static String defaultStream(TableName table) {
		return stream(table, "_default");
	}

	/**
	 * A stream by its id.
	 */
	static String stream(TableName table, String id) {
		return table(table) + STREAMS + id;
	}

	/**
	 * The id of a stream, which is the last part of its name.
	 */
	static String id(String stream) {
		return stream.substring(stream.lastIndexOf(STREAMS) + STREAMS.length());
	}

	static String table(TableName table) {
		return "projects/%s/datasets/%s/tables/%s".formatted(table.project(), table.dataset(), table.table());
	}

}
