package dev.sluice.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The explicit NULLs of rows in columns that have a DEFAULT. While a row is open they
 * stand in it as tags of {@link WireFields#NULL}, so that marks and rollbacks hold for
 * them too; they are taken out when it ends.
 */
final class ExplicitNulls {

	private final List<Set<String>> ofRows = new ArrayList<>();

	private boolean expected;

	/**
	 * Tells that the open row may have some.
	 */
	void expect() {
		this.expected = true;
	}

	/**
	 * Takes the explicit NULLs out of the open row.
	 */
	void endRow(RowLayout layout, RowBytes out) {
		if (!this.expected) {
			return;
		}
		this.expected = false;
		Set<String> names = new TreeSet<>();
		byte[] array = out.array();
		int end = out.openRowStart();
		WireFields fields = new WireFields(array, end, out.end());
		while (fields.next()) {
			if (fields.type() == WireFields.NULL) {
				names.add(layout.column(fields.field()).name());
			}
			else {
				System.arraycopy(array, fields.start(), array, end, fields.end() - fields.start());
				end += fields.end() - fields.start();
			}
		}
		out.end(end);
		keep(out.rows(), names);
	}

	private void keep(int row, Set<String> names) {
		while (this.ofRows.size() < row) {
			this.ofRows.add(Set.of());
		}
		this.ofRows.add(Set.copyOf(names));
	}

	Set<String> of(int row) {
		return (row < this.ofRows.size()) ? this.ofRows.get(row) : Set.of();
	}

	void clear() {
		this.expected = false;
		if (!this.ofRows.isEmpty()) {
			this.ofRows.clear();
		}
	}

}
