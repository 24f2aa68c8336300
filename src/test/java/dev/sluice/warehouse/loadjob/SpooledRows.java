package dev.sluice.warehouse.loadjob;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

import dev.sluice.table.Column;
import dev.sluice.table.ColumnType;
import dev.sluice.table.EncodedRows;
import dev.sluice.table.RowLayout;
import dev.sluice.table.TableName;
import dev.sluice.table.TableSchema;

/**
 * Rows of records whose offsets a test gives: each row holds its offset.
 *
 * @param offsets the offsets
 */
record SpooledRows(List<Long> offsets) implements EncodedRows {

	static final TableName TABLE = new TableName("p", "shop", "orders");

	static final RowLayout LAYOUT = RowLayout.of(TABLE,
			new TableSchema(List.of(Column.nullable("n", ColumnType.INT64))));

	static SpooledRows of(Long... offsets) {
		return new SpooledRows(List.of(offsets));
	}

	private byte[] row(int row) {
		return ("{\"n\":" + this.offsets.get(row) + "}").getBytes(StandardCharsets.UTF_8);
	}

	@Override
	public RowLayout layout() {
		return LAYOUT;
	}

	@Override
	public int count() {
		return this.offsets.size();
	}

	@Override
	public byte[] buffer() {
		byte[] buffer = new byte[end(count() - 1)];
		for (int row = 0; row < count(); row++) {
			System.arraycopy(row(row), 0, buffer, start(row), row(row).length);
		}
		return buffer;
	}

	@Override
	public int start(int row) {
		return (row == 0) ? 0 : end(row - 1);
	}

	@Override
	public int end(int row) {
		return start(row) + row(row).length;
	}

	@Override
	public String name(int row) {
		return "orders-0@" + offset(row);
	}

	@Override
	public long offset(int row) {
		return this.offsets.get(row);
	}

	@Override
	public Set<String> explicitNulls() {
		return Set.of();
	}

}
