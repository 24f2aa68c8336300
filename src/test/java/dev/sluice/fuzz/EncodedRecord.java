package dev.sluice.fuzz;

import java.util.Arrays;
import java.util.Set;

import dev.sluice.table.ExplicitNulls;
import dev.sluice.table.FieldPath;
import dev.sluice.table.RecordWriter;
import dev.sluice.table.RowEncoding;
import dev.sluice.table.RowLayout;
import dev.sluice.table.RowWriter;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one record in an encoding.
 */
final class EncodedRecord {

	private final RowLayout layout;

	private final RecordWriter writer;

	private @Nullable FieldPath unfilled;

	EncodedRecord(RowEncoding encoding, RowLayout layout) {
		this.layout = layout;
		this.writer = encoding.newWriter();
	}

	RowWriter begin() {
		this.writer.begin(this.layout);
		return this.writer;
	}

	void end() {
		FieldPath missing = this.writer.endRow();
		this.unfilled = (this.unfilled != null) ? this.unfilled : missing;
	}

	void clear() {
		this.writer.clear();
		this.unfilled = null;
	}

	int count() {
		return this.writer.rows();
	}

	byte[] row(int row) {
		return Arrays.copyOfRange(this.writer.buffer(), this.writer.rowStart(row), this.writer.rowEnd(row));
	}

	/**
	 * The columns that are NULL in a row, rather than left to their DEFAULT.
	 */
	Set<String> explicitNulls(int row) {
		ExplicitNulls nulls = new ExplicitNulls();
		nulls.admit(this.writer, row);
		return nulls.columns(this.layout);
	}

	/**
	 * The first REQUIRED column without a value.
	 */
	@Nullable FieldPath unfilled() {
		return this.unfilled;
	}

}
