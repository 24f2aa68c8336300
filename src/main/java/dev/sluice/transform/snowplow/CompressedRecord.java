package dev.sluice.transform.snowplow;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;

import dev.sluice.record.Failure;
import dev.sluice.record.Reason;
import tools.jackson.databind.node.ObjectNode;

/**
 * A record of many events: two bytes for the versions of the format and of what it
 * carries, then the events, each after its length in four bytes.
 * <p>
 * Events before a damage are given. What is decompressed is bounded, each event and the
 * whole, also by its ratio to the compressed size.
 */
final class CompressedRecord {

	private static final int FORMAT = 1;

	private static final int SKIPPED_AT_ONCE = 64 * 1024;

	/** Each is kept on its own; of empty events, a small record can hold millions. */
	private static final int MOST_BAD_EVENTS = 10_000;

	private final byte[] value;

	private final Compression compression;

	private final long longestEvent;

	private final long mostBytes;

	private final Instant now;

	private long bytes;

	private int badEvents;

	/**
	 * A record.
	 * @param value its value
	 * @param compression how it is compressed
	 * @param limits bounds on what is decompressed
	 * @param now the time, for what is told of what is too large
	 */
	CompressedRecord(byte[] value, Compression compression, SnowplowProperties.Decompression limits, Instant now) {
		this.value = value;
		this.compression = compression;
		this.longestEvent = limits.maxEvent().toBytes();
		this.mostBytes = Math.min(limits.maxRecord().toBytes(), (long) limits.maxRatio() * value.length);
		this.now = now;
	}

	/**
	 * Shows all events, and what is wrong.
	 */
	void read(Visitor visitor) {
		try (InputStream in = this.compression.open(this.value)) {
			int format = in.read();
			int payload = in.read();
			if (payload < 0) {
				visitor.bad(corrupt());
			}
			else if (format != FORMAT) {
				visitor.bad(undecodable("unsupported versions in " + this.compression.words()
						+ "-compressed record header: " + format + ", " + payload));
			}
			else {
				readEvents(in, visitor);
			}
		}
		catch (IOException ex) {
			visitor.bad(corrupt());
		}
	}

	private void readEvents(InputStream in, Visitor visitor) throws IOException {
		byte[] prefix = in.readNBytes(Integer.BYTES);
		while (prefix.length == Integer.BYTES) {
			long length = Integer.toUnsignedLong(
					prefix[0] << 24 | (prefix[1] & 0xFF) << 16 | (prefix[2] & 0xFF) << 8 | (prefix[3] & 0xFF));
			this.bytes += length;
			if (this.bytes > this.mostBytes) {
				visitor.bad(tooLarge(this.mostBytes, this.bytes));
				return;
			}
			if (!readEvent(in, length, visitor) && ++this.badEvents > MOST_BAD_EVENTS) {
				visitor.bad(undecodable("more than " + MOST_BAD_EVENTS + " events are bad in a "
						+ this.compression.words() + "-compressed payload"));
				return;
			}
			prefix = in.readNBytes(Integer.BYTES);
		}
		if (prefix.length > 0) {
			visitor.bad(corrupt());
		}
	}

	/**
	 * Reads an event.
	 * @return whether it is good
	 */
	private boolean readEvent(InputStream in, long length, Visitor visitor) throws IOException {
		if (length <= this.longestEvent) {
			return visitor.event(event(in, (int) length));
		}
		visitor.bad(tooLarge(this.longestEvent, length));
		skip(in, length);
		return false;
	}

	private static byte[] event(InputStream in, int length) throws IOException {
		byte[] event = in.readNBytes(length);
		if (event.length < length) {
			throw new IOException("the record ends within an event");
		}
		return event;
	}

	private static void skip(InputStream in, long length) throws IOException {
		long left = length;
		while (left > 0) {
			int skipped = in.readNBytes((int) Math.min(left, SKIPPED_AT_ONCE)).length;
			if (skipped == 0) {
				throw new IOException("the record ends within an event");
			}
			left -= skipped;
		}
	}

	private Failure corrupt() {
		return undecodable("corrupt " + this.compression.words() + "-compressed payload");
	}

	private static Failure undecodable(String message) {
		ObjectNode error = EventJson.object();
		error.put("type", "RowDecodingError")
			.putArray("errors")
			.addObject()
			.put("type", "UnhandledRowDecodingError")
			.put("message", message);
		return new Failure(Reason.MALFORMED, message, null, EventJson.text(error));
	}

	private Failure tooLarge(long maximum, long actual) {
		String expectation = "Payload will exceed maximum allowed size of " + maximum + " after "
				+ this.compression.words() + " decompression";
		return new Failure(Reason.TOO_LARGE, expectation, null,
				EventJson.text(SizeViolation.failure(this.now, maximum, actual, expectation)));
	}

	/**
	 * Is shown what is in a record.
	 */
	interface Visitor {

		/**
		 * An event.
		 * @return whether it is good
		 */
		boolean event(byte[] line);

		/**
		 * Something that is no event.
		 */
		void bad(Failure failure);

	}

}
