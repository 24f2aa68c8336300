package dev.sluice.table;

import java.math.BigDecimal;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * Writes rows in protobuf's wire format as the Storage Write API reads it: values that
 * are 0, false or empty are written, since only an absent one is NULL, and elements of a
 * repeated field are not packed.
 * <p>
 * Allocates nothing for a common row.
 */
public final class WireRowWriter extends RecordWriter {

	private static final int MAX_TAG = 5;

	private static final int MAX_VARINT = 10;

	private final RowBytes out;

	private final RowGaps gaps = new RowGaps();

	private RowLayout layout = NO_LAYOUT;

	private RowLayout[] outer = new RowLayout[TableSchema.MAX_DEPTH + 1];

	private int[] lengthAt = new int[TableSchema.MAX_DEPTH + 1];

	private int depth;

	/**
	 * A writer without rows.
	 */
	public WireRowWriter() {
		this(new RowBytes());
	}

	private WireRowWriter(RowBytes out) {
		super(out);
		this.out = out;
	}

	@Override
	public void begin(RowLayout layout) {
		this.layout = layout;
		this.depth = 0;
	}

	@Override
	public @Nullable FieldPath endRow() {
		if (this.depth != 0) {
			throw new IllegalStateException("a struct of the row is still open");
		}
		this.gaps.endRow(this.layout, this.out);
		int from = this.out.openRowStart();
		this.out.endRow();
		RequiredColumns required = this.layout.requiredColumns();
		return (required != null) ? required
			.firstMissing(new WireFields(this.out.array(), from, this.out.end(), gaps(this.out.rows() - 1))) : null;
	}

	@Override
	Gaps gaps(int row) {
		return this.gaps.of(row);
	}

	@Override
	public void clear() {
		super.clear();
		this.gaps.clear();
	}

	@Override
	public RowLayout layout() {
		return this.layout;
	}

	@Override
	public void bool(int field, boolean value) {
		writeVarint(field, value ? 1 : 0);
	}

	@Override
	public void int64(int field, long value) {
		writeVarint(field, value);
	}

	@Override
	public void float64(int field, double value) {
		byte[] array = this.out.room(MAX_TAG + Long.BYTES);
		int at = putTag(array, this.out.end(), field, WireFields.FIXED64);
		long bits = Double.doubleToRawLongBits(value);
		for (int i = 0; i < Long.BYTES; i++) {
			array[at++] = (byte) bits;
			bits >>>= Byte.SIZE;
		}
		this.out.end(at);
	}

	@Override
	public void decimal(int field, long unscaled, int scale) {
		int digits = Decimals.scale(this.layout.kind(field)) - scale;
		if (!Decimals.fits(unscaled, digits)) {
			decimal(field, BigDecimal.valueOf(unscaled, scale));
			return;
		}
		long value = Decimals.shifted(unscaled, digits);
		int length = Decimals.length(value);
		byte[] array = this.out.room(MAX_TAG + 1 + Long.BYTES);
		int at = putTag(array, this.out.end(), field, WireFields.DELIMITED);
		array[at++] = (byte) length;
		for (int i = 0; i < length; i++) {
			array[at++] = (byte) value;
			value >>= Byte.SIZE;
		}
		this.out.end(at);
	}

	@Override
	public void decimal(int field, BigDecimal value) {
		byte[] bytes = Decimals.bytes(value, Decimals.scale(this.layout.kind(field)));
		writeBytes(field, bytes, 0, bytes.length);
	}

	@Override
	public void utf8(int field, byte[] utf8, int from, int to) {
		writeBytes(field, utf8, from, to);
	}

	@Override
	public void bytes(int field, byte[] bytes, int from, int to) {
		writeBytes(field, bytes, from, to);
	}

	@Override
	public void date(int field, int epochDay) {
		writeVarint(field, epochDay);
	}

	@Override
	public void time(int field, long micros) {
		writeVarint(field, CivilTime.packTime(micros));
	}

	@Override
	public void datetime(int field, long micros) {
		writeVarint(field, CivilTime.packDatetime(micros));
	}

	@Override
	public void timestamp(int field, long micros) {
		writeVarint(field, micros);
	}

	@Override
	public void nullValue(int field) {
		if (this.depth == 0 && this.layout.defaulted().get(field)) {
			byte[] array = this.out.room(MAX_TAG);
			this.out.end(putTag(array, this.out.end(), field, WireFields.NULL));
		}
	}

	@Override
	public void beginStruct(int field) {
		RowLayout struct = this.layout.nested(field);
		open(field);
		this.layout = struct;
	}

	@Override
	public void endStruct() {
		close();
	}

	@Override
	public void beginRange(int field) {
		open(field);
	}

	@Override
	public void endRange() {
		close();
	}

	@Override
	public void beginArray(int field) {
		// Elements say by themselves that they belong together; none at all are NULL.
		nullValue(field);
	}

	@Override
	public void endArray() {
		// Nothing follows the elements.
	}

	@Override
	public int mark() {
		return this.out.end();
	}

	@Override
	public void rollback(int mark) {
		while (this.depth > 0 && this.lengthAt[this.depth - 1] >= mark) {
			this.layout = this.outer[--this.depth];
		}
		this.out.end(mark);
	}

	private void open(int field) {
		if (this.depth == this.outer.length) {
			this.outer = Arrays.copyOf(this.outer, this.depth * 2);
			this.lengthAt = Arrays.copyOf(this.lengthAt, this.depth * 2);
		}
		byte[] array = this.out.room(MAX_TAG + 1);
		int at = putTag(array, this.out.end(), field, WireFields.DELIMITED);
		this.outer[this.depth] = this.layout;
		this.lengthAt[this.depth++] = at;
		this.out.end(at + 1);
	}

	/**
	 * Ends a message: its length has one byte; a longer length shifts the content.
	 */
	private void close() {
		this.layout = this.outer[--this.depth];
		int lengthAt = this.lengthAt[this.depth];
		int start = lengthAt + 1;
		int length = this.out.end() - start;
		if (length < 0x80) {
			this.out.array()[lengthAt] = (byte) length;
			return;
		}
		int more = varintSize(length) - 1;
		byte[] array = this.out.room(more);
		System.arraycopy(array, start, array, start + more, length);
		putVarint(array, lengthAt, length);
		this.out.end(start + more + length);
	}

	private void writeVarint(int field, long value) {
		byte[] array = this.out.room(MAX_TAG + MAX_VARINT);
		int at = putTag(array, this.out.end(), field, WireFields.VARINT);
		this.out.end(putVarint(array, at, value));
	}

	private void writeBytes(int field, byte[] bytes, int from, int to) {
		int length = to - from;
		byte[] array = this.out.room(MAX_TAG + MAX_TAG + length);
		int at = putTag(array, this.out.end(), field, WireFields.DELIMITED);
		at = putVarint(array, at, length);
		System.arraycopy(bytes, from, array, at, length);
		this.out.end(at + length);
	}

	private static int putTag(byte[] array, int at, int field, int type) {
		int tag = (field + 1) << 3 | type;
		if (tag < 0x80) {
			array[at] = (byte) tag;
			return at + 1;
		}
		if (tag < 0x4000) {
			array[at] = (byte) (tag | 0x80);
			array[at + 1] = (byte) (tag >>> 7);
			return at + 2;
		}
		return putVarint(array, at, tag);
	}

	private static int putVarint(byte[] array, int at, long value) {
		int next = at;
		long rest = value;
		while ((rest & ~0x7FL) != 0) {
			array[next++] = (byte) (rest | 0x80);
			rest >>>= 7;
		}
		array[next++] = (byte) rest;
		return next;
	}

	private static int varintSize(int value) {
		return (Integer.SIZE - Integer.numberOfLeadingZeros(value) + 6) / 7;
	}

}
