package dev.sluice.table;

/**
 * A cursor over the fields of a message in protobuf's wire format that this process has
 * written.
 */
final class WireFields implements RowFields {

	static final int VARINT = 0;

	static final int FIXED64 = 1;

	static final int DELIMITED = 2;

	/** No wire type of protobuf; marks an explicit NULL while its row is open. */
	static final int NULL = 7;

	private final byte[] array;

	private final int to;

	private final int from;

	private final Gaps gaps;

	private int next;

	private int start;

	private int tag;

	private int valueStart;

	WireFields(byte[] array, int from, int to) {
		this(array, from, to, Gaps.NONE);
	}

	/**
	 * A cursor over a row.
	 * @param gaps what the row says of fields without a value
	 */
	WireFields(byte[] array, int from, int to, Gaps gaps) {
		this.gaps = gaps;
		this.array = array;
		this.from = from;
		this.next = from;
		this.to = to;
	}

	@Override
	public boolean next() {
		if (this.next >= this.to) {
			return false;
		}
		this.start = this.next;
		this.tag = (int) varint();
		this.valueStart = this.next;
		switch (type()) {
			case VARINT -> varint();
			case FIXED64 -> this.next += Long.BYTES;
			case DELIMITED -> {
				int length = (int) varint();
				this.valueStart = this.next;
				this.next += length;
			}
			default -> {
			}
		}
		return true;
	}

	@Override
	public int field() {
		return (this.tag >>> 3) - 1;
	}

	int type() {
		return this.tag & 7;
	}

	/** Where the field begins, with its tag. */
	int start() {
		return this.start;
	}

	/** Where the field ends, exclusive. */
	int end() {
		return this.next;
	}

	@Override
	public boolean isNull(int field) {
		return this.gaps.nulls().get(field);
	}

	@Override
	public RowFields again() {
		return new WireFields(this.array, this.from, this.to, this.gaps);
	}

	@Override
	public RowFields inside() {
		return new WireFields(this.array, this.valueStart, this.next);
	}

	private long varint() {
		byte first = this.array[this.next];
		if (first >= 0) {
			this.next++;
			return first;
		}
		long value = 0;
		int shift = 0;
		byte part;
		do {
			part = this.array[this.next++];
			value |= (long) (part & 0x7F) << shift;
			shift += 7;
		}
		while (part < 0);
		return value;
	}

}
