package dev.sluice.warehouse.storage;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

import dev.sluice.table.EncodedRows;
import org.jspecify.annotations.Nullable;

/**
 * Which rows lie at which offsets of a stream that nobody else writes to.
 * <p>
 * Rows have their offset from when they are sent until they are known not to be stored
 * there. As long as that is open they must come again before any others, the same ones in
 * the same order. A stream takes a request only at its end; so what is known not to be
 * stored proves the same of all that was sent behind it. BigQuery's word that an offset
 * is taken is believed to mean the very rows that were sent there only if no others ever
 * were.
 * <p>
 * Not safe for use by several threads.
 */
final class StreamOffsets {

	private final NavigableMap<Long, Span> unanswered = new TreeMap<>();

	private final NavigableMap<Long, Span> doubtful = new TreeMap<>();

	/** What was sent behind rows that are not stored. */
	private final Set<Span> inVain = new HashSet<>();

	/** The rows that lost an offset beyond the stored ones, by that offset. */
	private final Map<Long, EncodedRows> vacated = new HashMap<>();

	/** Offsets beyond the stored ones at which different rows have been sent. */
	private final Set<Long> contested = new HashSet<>();

	private long end;

	private long stored;

	/**
	 * Whether something that was sent has not been answered.
	 */
	boolean isBusy() {
		return !this.unanswered.isEmpty() || !this.inVain.isEmpty();
	}

	/**
	 * Whether, after a failure, nothing may be sent before all is answered.
	 */
	boolean isFailing() {
		return !this.inVain.isEmpty() || !this.doubtful.isEmpty();
	}

	/**
	 * The rows that must come before others, because they may be stored.
	 */
	@Nullable EncodedRows awaited() {
		return this.doubtful.isEmpty() ? null : this.doubtful.firstEntry().getValue().rows();
	}

	/**
	 * Gives rows their offset, at which they are sent now; those that are awaited have
	 * one.
	 */
	Span place(EncodedRows rows) {
		Span span;
		if (this.doubtful.isEmpty()) {
			span = new Span(rows, this.end);
			this.end = span.end();
			EncodedRows before = this.vacated.get(span.offset());
			if (before != null && before != rows) {
				this.contested.add(span.offset());
			}
		}
		else {
			span = this.doubtful.pollFirstEntry().getValue();
		}
		this.unanswered.put(span.offset(), span);
		return span;
	}

	/**
	 * Takes note of an answer that rows are stored.
	 * @return whether that can be
	 */
	boolean stored(Span span) {
		answered(span);
		this.stored = Math.max(this.stored, span.end());
		this.vacated.keySet().removeIf((offset) -> offset < this.stored);
		this.contested.removeIf((offset) -> offset < this.stored);
		return !span.isVacated();
	}

	/**
	 * Whether an answer that an offset is taken means that the rows are stored.
	 * @param streamEnd where the stream ends, as BigQuery says
	 */
	boolean isStored(Span span, long streamEnd) {
		return !span.isVacated() && streamEnd >= span.end() && !this.contested.contains(span.offset());
	}

	/**
	 * Takes note of an answer that rows are not stored, which others may take the place
	 * of.
	 * @return whether that can be
	 */
	boolean refused(Span span) {
		answered(span);
		if (!this.doubtful.isEmpty() || this.stored > span.offset()) {
			return false;
		}
		vacate(span);
		this.inVain.addAll(this.unanswered.values());
		this.inVain.forEach(this::vacate);
		this.unanswered.clear();
		this.end = span.offset();
		return true;
	}

	private void answered(Span span) {
		if (!this.inVain.remove(span)) {
			this.unanswered.remove(span.offset());
		}
	}

	private void vacate(Span span) {
		span.vacate();
		this.vacated.putIfAbsent(span.offset(), span.rows());
	}

	/**
	 * Takes note that rows may be stored.
	 */
	void doubted(Span span) {
		answered(span);
		if (!span.isVacated()) {
			this.doubtful.put(span.offset(), span);
		}
	}

	/**
	 * Whether rows could not be stored because of others before them.
	 */
	boolean isBehindFailure(Span span) {
		return span.isVacated() || !this.doubtful.headMap(span.offset()).isEmpty();
	}

	/**
	 * Rows at an offset.
	 */
	static final class Span {

		private final EncodedRows rows;

		private final long offset;

		private final long end;

		private boolean vacated;

		private Span(EncodedRows rows, long offset) {
			this.rows = rows;
			this.offset = offset;
			this.end = offset + rows.count();
		}

		EncodedRows rows() {
			return this.rows;
		}

		long offset() {
			return this.offset;
		}

		/**
		 * The offset after its last row.
		 */
		long end() {
			return this.end;
		}

		/**
		 * Whether the offset has become free while the rows were on their way.
		 */
		boolean isVacated() {
			return this.vacated;
		}

		private void vacate() {
			this.vacated = true;
		}

	}

}
