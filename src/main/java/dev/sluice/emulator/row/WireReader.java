package dev.sluice.emulator.row;

/**
 * A cursor over one message in protobuf's wire format.
 *
 * Reads within its bounds only; whatever does not fit is a {@link MalformedRowException}.
 */
final class WireReader {

	static final int VARINT = 0;

	static final int FIXED64 = 1;

	static final int LENGTH_DELIMITED = 2;

	static final int START_GROUP = 3;

	static final int END_GROUP = 4;

	static final int FIXED32 = 5;

	private static final int MAX_VARINT = 10;

	final byte[] buffer;

	int position;

	int end;

	WireReader(byte[] buffer, int position, int end) {
		this.buffer = buffer;
		this.position = position;
		this.end = end;
	}

	boolean atEnd() {
		return this.position >= this.end;
	}

	int tag() {
		int tag = (int) varint();
		if (tag >>> 3 == 0) {
			throw new MalformedRowException("a field number is zero");
		}
		return tag;
	}

	long varint() {
		if (this.position < this.end && this.buffer[this.position] >= 0) {
			return this.buffer[this.position++];
		}
		long value = 0;
		for (int i = 0; i < MAX_VARINT && this.position < this.end; i++) {
			byte next = this.buffer[this.position++];
			value |= (long) (next & 0x7F) << (7 * i);
			if (next >= 0) {
				return value;
			}
		}
		throw new MalformedRowException("a number does not end");
	}

	/**
	 * Reads a length and returns the position where what has it ends.
	 */
	int delimited() {
		long length = varint();
		if (length < 0 || length > this.end - this.position) {
			throw new MalformedRowException("a length goes past the end");
		}
		return this.position + (int) length;
	}

	int fixed32() {
		int at = advance(Integer.BYTES);
		return (this.buffer[at] & 0xFF) | (this.buffer[at + 1] & 0xFF) << 8 | (this.buffer[at + 2] & 0xFF) << 16
				| this.buffer[at + 3] << 24;
	}

	long fixed64() {
		long low = fixed32() & 0xFFFF_FFFFL;
		return low | (long) fixed32() << 32;
	}

	void skip(int wireType) {
		switch (wireType) {
			case VARINT -> varint();
			case FIXED64 -> advance(Long.BYTES);
			case LENGTH_DELIMITED -> this.position = delimited();
			case START_GROUP -> skipGroup();
			case FIXED32 -> advance(Integer.BYTES);
			default -> throw new MalformedRowException("wire type " + wireType + " is not known here");
		}
	}

	private void skipGroup() {
		for (int depth = 1; depth > 0;) {
			int wireType = tag() & 7;
			if (wireType == START_GROUP) {
				depth++;
			}
			else if (wireType == END_GROUP) {
				depth--;
			}
			else {
				skip(wireType);
			}
		}
	}

	private int advance(int bytes) {
		if (bytes > this.end - this.position) {
			throw new MalformedRowException("a value goes past the end");
		}
		int at = this.position;
		this.position += bytes;
		return at;
	}

}
