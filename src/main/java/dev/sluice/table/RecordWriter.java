package dev.sluice.table;

import org.jspecify.annotations.Nullable;

/**
 * Writes the rows of one record, in one encoding, one after the other into one array. The
 * array is this writer's own and changes with the next row. Not thread-safe.
 */
public abstract sealed class RecordWriter implements RowWriter permits WireRowWriter, JsonRowWriter {

	static final RowLayout NO_LAYOUT = RowLayout.of(new TableName("", "", ""), TableSchema.EMPTY);

	private final RowBytes out;

	RecordWriter(RowBytes out) {
		this.out = out;
	}

	/**
	 * Begins a row.
	 */
	public abstract void begin(RowLayout layout);

	/**
	 * Ends the row.
	 * @return the path of the first REQUIRED column that has neither a value nor, where
	 * the row leaves it out, a DEFAULT; {@code null} if there is none
	 */
	public abstract @Nullable FieldPath endRow();

	/**
	 * The gaps of a row, as far as its encoding cannot tell them; until {@link #clear}.
	 */
	abstract Gaps gaps(int row);

	/**
	 * Forgets the row that has not ended.
	 */
	public final void dropRow() {
		this.out.end(this.out.openRowStart());
	}

	/**
	 * The number of rows that have ended since {@link #clear}.
	 */
	public final int rows() {
		return this.out.rows();
	}

	/**
	 * Where a row begins in the buffer.
	 */
	public final int rowStart(int row) {
		return this.out.rowStart(row);
	}

	/**
	 * Where a row ends in the buffer, exclusive.
	 */
	public final int rowEnd(int row) {
		return this.out.rowEnd(row);
	}

	/**
	 * Holds the rows; another one after more has been written.
	 */
	public final byte[] buffer() {
		return this.out.array();
	}

	/**
	 * Forgets all rows, also one that has not ended.
	 */
	public void clear() {
		this.out.clear();
	}

}
