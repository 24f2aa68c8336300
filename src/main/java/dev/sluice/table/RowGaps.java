package dev.sluice.table;

import java.util.ArrayList;
import java.util.List;

/**
 * The gaps of the rows of one record. While a row is open its explicit NULLs stand in it
 * as tags of {@link WireFields#NULL}, so that marks and rollbacks hold for them too; they
 * are taken out when it ends.
 */
final class RowGaps {

	private final List<Gaps> gaps = new ArrayList<>();

	private int rows;

	/**
	 * Finds the gaps of the open row, and takes the explicit NULLs out of it.
	 */
	void endRow(RowLayout layout, RowBytes out) {
		if (layout.defaulted().isEmpty()) {
			return;
		}
		Gaps row = open(out.rows());
		row.begin(layout.defaulted());
		byte[] array = out.array();
		int end = out.openRowStart();
		WireFields fields = new WireFields(array, end, out.end());
		while (fields.next()) {
			if (fields.type() == WireFields.NULL) {
				row.foundNull(fields.field());
			}
			else {
				row.foundValue(fields.field());
				int size = fields.end() - fields.start();
				if (end != fields.start()) {
					System.arraycopy(array, fields.start(), array, end, size);
				}
				end += size;
			}
		}
		out.end(end);
	}

	private Gaps open(int row) {
		while (this.rows <= row) {
			if (this.rows == this.gaps.size()) {
				this.gaps.add(new Gaps());
			}
			this.gaps.get(this.rows++).begin(Gaps.NONE.defaults());
		}
		return this.gaps.get(row);
	}

	Gaps of(int row) {
		return (row < this.rows) ? this.gaps.get(row) : Gaps.NONE;
	}

	void clear() {
		this.rows = 0;
	}

}
