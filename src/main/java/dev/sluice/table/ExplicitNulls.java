package dev.sluice.table;

import java.util.BitSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the rows of one request mean where they have no value for a column with a DEFAULT:
 * NULL or the default. A request can say it only once for each column, so that rows which
 * mean different things cannot share one, unless their encoding tells a NULL from a
 * default by itself. Not thread-safe.
 */
public final class ExplicitNulls {

	private final BitSet nulls = new BitSet();

	private final BitSet defaults = new BitSet();

	private final BitSet before = new BitSet();

	/**
	 * Those of the request that comes next, without rows so far. Columns that its rows
	 * leave open stay as they are here, so that requests differ as rarely as possible.
	 */
	public ExplicitNulls next() {
		ExplicitNulls next = new ExplicitNulls();
		next.before.or(this.before);
		next.before.andNot(this.defaults);
		next.before.or(this.nulls);
		return next;
	}

	/**
	 * Takes a row, unless it means something else than the rows before it.
	 * @param rows holds the row
	 * @param row the row's index
	 * @return false if the row must go to another request
	 */
	public boolean admit(RecordWriter rows, int row) {
		Gaps gaps = rows.gaps(row);
		if (gaps == Gaps.NONE) {
			return true;
		}
		if (gaps.nulls().intersects(this.defaults) || gaps.defaults().intersects(this.nulls)) {
			return false;
		}
		this.nulls.or(gaps.nulls());
		this.defaults.or(gaps.defaults());
		return true;
	}

	/**
	 * The columns that are NULL where a row has no value.
	 * @param layout the layout of the rows
	 */
	public Set<String> columns(RowLayout layout) {
		if (layout.defaulted().isEmpty()) {
			return Set.of();
		}
		return layout.defaulted()
			.stream()
			.filter((field) -> this.nulls.get(field) || (this.before.get(field) && !this.defaults.get(field)))
			.mapToObj((field) -> layout.column(field).name())
			.collect(Collectors.toUnmodifiableSet());
	}

}
