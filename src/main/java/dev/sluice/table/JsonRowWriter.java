package dev.sluice.table;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;

import org.jspecify.annotations.Nullable;

/**
 * Writes rows as lines of JSON as BigQuery reads it: for failed inserts, load jobs of
 * newline-delimited JSON and streaming inserts. Integers beyond 53 bits and decimals are
 * strings, BYTES are base64, TIMESTAMP has a Z, a RANGE is an object of {@code start} and
 * {@code end}, and JSON stands as it is or, for streaming inserts, as text.
 */
public final class JsonRowWriter extends RecordWriter {

	private static final long LARGEST_EXACT_DOUBLE = (1L << 53) - 1;

	private static final byte[][] RANGE_FIELDS = { { 's', 't', 'a', 'r', 't' }, { 'e', 'n', 'd' } };

	private final RowBytes out;

	private final JsonText text;

	private final boolean jsonAsText;

	private RowLayout layout = NO_LAYOUT;

	private RowLayout[] outer = new RowLayout[TableSchema.MAX_DEPTH + 1];

	private Container[] containers = new Container[TableSchema.MAX_DEPTH + 1];

	private int[] startAt = new int[TableSchema.MAX_DEPTH + 1];

	private int depth;

	/**
	 * A writer without rows, in which JSON stands as it is.
	 */
	public JsonRowWriter() {
		this(new RowBytes(), false);
	}

	private JsonRowWriter(RowBytes out, boolean jsonAsText) {
		super(out);
		this.jsonAsText = jsonAsText;
		this.out = out;
		this.text = new JsonText(out);
	}

	/**
	 * A writer without rows, in which JSON is text.
	 */
	static JsonRowWriter ofJsonAsText() {
		return new JsonRowWriter(new RowBytes(), true);
	}

	@Override
	public void begin(RowLayout layout) {
		this.layout = layout;
		this.depth = 0;
		this.text.put('{');
	}

	@Override
	public @Nullable FieldPath endRow() {
		if (this.depth != 0) {
			throw new IllegalStateException("a struct or an array of the row is still open");
		}
		this.text.put('}');
		int from = this.out.openRowStart();
		this.out.endRow();
		RequiredColumns required = this.layout.requiredColumns();
		return (required != null) ? required.firstMissing(new JsonFields(this.layout, this.out.array(), from)) : null;
	}

	/**
	 * A row, without a line break.
	 */
	public byte[] row(int row) {
		return Arrays.copyOfRange(this.out.array(), this.out.rowStart(row), this.out.rowEnd(row));
	}

	/**
	 * None that JSON cannot tell: an explicit NULL is written, a default is left out.
	 */
	@Override
	Gaps gaps(int row) {
		return Gaps.NONE;
	}

	@Override
	public RowLayout layout() {
		return this.layout;
	}

	@Override
	public void bool(int field, boolean value) {
		name(field);
		this.text.put(value ? "true" : "false");
	}

	@Override
	public void int64(int field, long value) {
		name(field);
		if (value >= -LARGEST_EXACT_DOUBLE && value <= LARGEST_EXACT_DOUBLE) {
			this.text.integer(value);
			return;
		}
		this.text.put('"');
		this.text.integer(value);
		this.text.put('"');
	}

	@Override
	public void float64(int field, double value) {
		name(field);
		if (Double.isFinite(value)) {
			this.text.put(Double.toString(value));
			return;
		}
		quoted(Double.toString(value));
	}

	@Override
	public void decimal(int field, long unscaled, int scale) {
		decimal(field, BigDecimal.valueOf(unscaled, scale));
	}

	@Override
	public void decimal(int field, BigDecimal value) {
		name(field);
		quoted(value.toPlainString());
	}

	@Override
	public void utf8(int field, byte[] utf8, int from, int to) {
		name(field);
		if (this.layout.kind(field) == ColumnType.Kind.JSON && !this.jsonAsText) {
			this.text.json(utf8, from, to);
		}
		else {
			this.text.quoted(utf8, from, to);
		}
	}

	@Override
	public void bytes(int field, byte[] bytes, int from, int to) {
		name(field);
		ByteBuffer encoded = Base64.getEncoder().encode(ByteBuffer.wrap(bytes, from, to - from));
		this.text.put('"');
		this.text.put(encoded.array(), 0, encoded.limit());
		this.text.put('"');
	}

	@Override
	public void date(int field, int epochDay) {
		name(field);
		this.text.put('"');
		putDate(epochDay);
		this.text.put('"');
	}

	@Override
	public void time(int field, long micros) {
		name(field);
		this.text.put('"');
		putTime(micros);
		this.text.put('"');
	}

	@Override
	public void datetime(int field, long micros) {
		name(field);
		this.text.put('"');
		putDatetime(micros);
		this.text.put('"');
	}

	@Override
	public void timestamp(int field, long micros) {
		name(field);
		this.text.put('"');
		putDatetime(micros);
		this.text.put("Z\"");
	}

	@Override
	public void nullValue(int field) {
		name(field);
		this.text.put(this.layout.repeated(field) ? "[]" : "null");
	}

	@Override
	public void beginStruct(int field) {
		RowLayout struct = this.layout.nested(field);
		open(field, Container.STRUCT);
		this.layout = struct;
	}

	@Override
	public void endStruct() {
		close();
	}

	@Override
	public void beginRange(int field) {
		open(field, Container.RANGE);
	}

	@Override
	public void endRange() {
		close();
	}

	@Override
	public void beginArray(int field) {
		open(field, Container.ARRAY);
	}

	@Override
	public void endArray() {
		close();
	}

	@Override
	public int mark() {
		return this.out.end();
	}

	@Override
	public void rollback(int mark) {
		while (this.depth > 0 && this.startAt[this.depth - 1] >= mark) {
			this.layout = this.outer[--this.depth];
		}
		this.out.end(mark);
	}

	private void open(int field, Container container) {
		int start = this.out.end();
		name(field);
		if (this.depth == this.outer.length) {
			this.outer = Arrays.copyOf(this.outer, this.depth * 2);
			this.containers = Arrays.copyOf(this.containers, this.depth * 2);
			this.startAt = Arrays.copyOf(this.startAt, this.depth * 2);
		}
		this.outer[this.depth] = this.layout;
		this.containers[this.depth] = container;
		this.startAt[this.depth++] = start;
		this.text.put(container.open);
	}

	private void close() {
		this.layout = this.outer[--this.depth];
		this.text.put(this.containers[this.depth].close);
	}

	/**
	 * Writes what precedes a value: a comma unless the value is its container's first,
	 * and its name unless it is an array's element.
	 */
	private void name(int field) {
		byte last = this.out.array()[this.out.end() - 1];
		if (last != '{' && last != '[') {
			this.text.put(',');
		}
		Container container = (this.depth > 0) ? this.containers[this.depth - 1] : Container.STRUCT;
		if (container != Container.ARRAY) {
			byte[] name = (container == Container.RANGE) ? RANGE_FIELDS[field] : this.layout.name(field);
			this.text.quoted(name, 0, name.length);
			this.text.put(':');
		}
	}

	private void quoted(String ascii) {
		this.text.put('"');
		this.text.put(ascii);
		this.text.put('"');
	}

	private void putDate(int epochDay) {
		int date = CivilTime.date(epochDay);
		this.text.padded(date >> 9, 4);
		this.text.put('-');
		this.text.padded(date >> 5 & 0xF, 2);
		this.text.put('-');
		this.text.padded(date & 0x1F, 2);
	}

	private void putDatetime(long micros) {
		long day = Math.floorDiv(micros, CivilTime.MICROS_PER_DAY);
		putDate((int) day);
		this.text.put('T');
		putTime(micros - day * CivilTime.MICROS_PER_DAY);
	}

	private void putTime(long microsOfDay) {
		int second = (int) (microsOfDay / CivilTime.MICROS_PER_SECOND);
		this.text.padded(second / 3600, 2);
		this.text.put(':');
		this.text.padded(second / 60 % 60, 2);
		this.text.put(':');
		this.text.padded(second % 60, 2);
		int micros = (int) (microsOfDay % CivilTime.MICROS_PER_SECOND);
		if (micros != 0) {
			this.text.put('.');
			this.text.padded(micros, 6);
		}
	}

	private enum Container {

		STRUCT('{', '}'), RANGE('{', '}'), ARRAY('[', ']');

		private final char open;

		private final char close;

		Container(char open, char close) {
			this.open = open;
			this.close = close;
		}

	}

}
