package dev.sluice.benchmark;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The buffered streams of the null warehouse: how many rows each holds, and how many of
 * them are visible. Rows count when they become visible.
 */
final class NullStreams {

	private final NullWarehouse warehouse;

	private final Map<String, Stream> streams = new ConcurrentHashMap<>();

	NullStreams(NullWarehouse warehouse) {
		this.warehouse = warehouse;
	}

	void create(String name) {
		this.streams.put(name, new Stream());
	}

	/**
	 * Appends rows.
	 * @param offset the offset that the client expects
	 * @return whether that is the end of the stream
	 */
	boolean append(String name, long offset, int rows) {
		Stream stream = this.streams.get(name);
		if (stream == null) {
			return false;
		}
		synchronized (stream) {
			if (stream.end != offset) {
				return false;
			}
			stream.end += rows;
			return true;
		}
	}

	/**
	 * Makes rows visible.
	 * @param offset the offset of the last one
	 * @return whether the stream has them
	 */
	boolean flush(String name, long offset) {
		Stream stream = this.streams.get(name);
		if (stream == null) {
			return false;
		}
		synchronized (stream) {
			if (offset >= stream.end) {
				return false;
			}
			long rows = Math.max(0, offset + 1 - stream.visible);
			stream.visible += rows;
			this.warehouse.acknowledged(rows);
			return true;
		}
	}

	private static final class Stream {

		private long end;

		private long visible;

	}

}
