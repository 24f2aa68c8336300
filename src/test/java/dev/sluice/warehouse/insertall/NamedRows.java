package dev.sluice.warehouse.insertall;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

import dev.sluice.table.EncodedRows;
import dev.sluice.table.JsonRowWriter;
import dev.sluice.table.RowLayout;
import dev.sluice.table.RowWriter;

/**
 * Rows in JSON that are named by their index.
 */
final class NamedRows implements EncodedRows {

	private final RowLayout layout;

	private final JsonRowWriter writer = new JsonRowWriter();

	/**
	 * Rows.
	 * @param layout their layout
	 * @param rows writes each
	 */
	NamedRows(RowLayout layout, List<Consumer<RowWriter>> rows) {
		this.layout = layout;
		rows.forEach((row) -> {
			this.writer.begin(layout);
			row.accept(this.writer);
			this.writer.endRow();
		});
	}

	@Override
	public RowLayout layout() {
		return this.layout;
	}

	@Override
	public int count() {
		return this.writer.rows();
	}

	@Override
	public byte[] buffer() {
		return this.writer.buffer();
	}

	@Override
	public int start(int row) {
		return this.writer.rowStart(row);
	}

	@Override
	public int end(int row) {
		return this.writer.rowEnd(row);
	}

	@Override
	public long offset(int row) {
		return row;
	}

	@Override
	public String name(int row) {
		return "orders-0@" + row;
	}

	@Override
	public Set<String> explicitNulls() {
		return Set.of();
	}

}
