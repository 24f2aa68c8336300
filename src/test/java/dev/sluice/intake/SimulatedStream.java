package dev.sluice.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.sluice.table.EncodedRows;

/** A buffered stream: its rows are known by the offsets of their records. */
final class SimulatedStream {

	private final List<Long> rows = new ArrayList<>();

	private final Map<Long, Integer> visible;

	private int flushed;

	private boolean lost;

	/**
	 * Makes a stream.
	 * @param visible counts the rows of each record that are visible in its table
	 */
	SimulatedStream(Map<Long, Integer> visible) {
		this.visible = visible;
	}

	/**
	 * Adds rows, which nobody sees.
	 * @return where they end
	 */
	long append(EncodedRows added) {
		for (int row = 0; row < added.count(); row++) {
			this.rows.add(added.offset(row));
		}
		return this.rows.size();
	}

	/** Makes the rows before a place visible that are not so yet. */
	void flush(long upTo) {
		if (upTo > this.rows.size()) {
			throw new IllegalStateException("a flush up to row " + upTo + " of " + this.rows.size());
		}
		for (; this.flushed < upTo; this.flushed++) {
			this.visible.merge(this.rows.get(this.flushed), 1, Integer::sum);
		}
	}

	/** Whether it has rows that nobody sees. */
	boolean holdsRows() {
		return !this.lost && this.flushed < this.rows.size();
	}

	void lose() {
		this.lost = true;
	}

	boolean lost() {
		return this.lost;
	}

}
