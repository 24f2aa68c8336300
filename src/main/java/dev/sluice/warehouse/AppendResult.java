package dev.sluice.warehouse;

import java.time.Duration;
import java.util.BitSet;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What BigQuery answered to an append. Data and outages alike are values: a lane's stages
 * never complete exceptionally.
 */
public sealed interface AppendResult {

	<T> T decide(Cases<T> cases);

	/**
	 * All rows are stored.
	 *
	 * @param upTo where they end in their stream; {@code null} for ways into BigQuery
	 * whose rows are visible at once
	 */
	record Stored(@Nullable StreamPosition upTo) implements AppendResult {

		/** Rows that are visible now. */
		public Stored() {
			this(null);
		}

		@Override
		public <T> T decide(Cases<T> cases) {
			return cases.stored(this);
		}

	}

	/**
	 * All rows are stored but some. Each of these is named once.
	 *
	 * @param refusals those that are refused for ever
	 * @param later those that BigQuery does not take for now, with its words
	 * @param stopped those that were kept back because of the others; not all there are
	 */
	record PartlyStored(List<Refusal> refusals, List<Refusal> later, List<Integer> stopped) implements AppendResult {

		/**
		 * All rows are stored but those that are refused for ever.
		 */
		public PartlyStored(List<Refusal> refusals) {
			this(refusals, List.of(), List.of());
		}

		/**
		 * The rows that are not stored.
		 */
		public BitSet others() {
			BitSet others = new BitSet();
			this.refusals.forEach((refusal) -> others.set(refusal.row()));
			this.later.forEach((refusal) -> others.set(refusal.row()));
			this.stopped.forEach(others::set);
			return others;
		}

		@Override
		public <T> T decide(Cases<T> cases) {
			return cases.partlyStored(this);
		}

	}

	/**
	 * Some rows are refused for ever, so none is stored.
	 *
	 * @param refusals the refused rows that BigQuery named, ordered by row, at least one
	 * @param complete whether no other row is refused; BigQuery shortens long lists
	 */
	record RowsRefused(List<Refusal> refusals, boolean complete) implements AppendResult {

		@Override
		public <T> T decide(Cases<T> cases) {
			return cases.rowsRefused(this);
		}

	}

	/**
	 * A row that was not taken.
	 *
	 * @param row the row's index in the request
	 * @param message BigQuery's words
	 */
	record Refusal(int row, String message) {

	}

	/**
	 * The request is refused as it is, without naming rows; nothing is stored. Parts of
	 * it may pass.
	 *
	 * @param message BigQuery's words
	 */
	record RequestRefused(String message) implements AppendResult {

		@Override
		public <T> T decide(Cases<T> cases) {
			return cases.requestRefused(this);
		}

	}

	/** The request is above the size that this project may send; nothing is stored. */
	record TooLarge() implements AppendResult {

		@Override
		public <T> T decide(Cases<T> cases) {
			return cases.tooLarge(this);
		}

	}

	/**
	 * The write path does not know a column of these rows yet; nothing is stored.
	 *
	 * @param message BigQuery's words
	 */
	record SchemaBehind(String message) implements AppendResult {

		@Override
		public <T> T decide(Cases<T> cases) {
			return cases.schemaBehind(this);
		}

	}

	/**
	 * The write path does not find the table or does not let us write to it; nothing is
	 * stored. Only the catalog can tell which.
	 *
	 * @param message BigQuery's words
	 */
	record TableGone(String message) implements AppendResult {

		@Override
		public <T> T decide(Cases<T> cases) {
			return cases.tableGone(this);
		}

	}

	/**
	 * BigQuery could not be asked or did not answer; the rows may or may not be stored.
	 *
	 * @param cause what is the matter
	 * @param message the client's words
	 * @param retryAfter how long BigQuery asks to wait, or {@code null}
	 */
	record Unavailable(Cause cause, String message, @Nullable Duration retryAfter) implements AppendResult {

		@Override
		public <T> T decide(Cases<T> cases) {
			return cases.unavailable(this);
		}

	}

	/**
	 * A request before this one failed, and nothing of this one is stored: it is sent
	 * again after that one.
	 *
	 * @param message what became of the other
	 */
	record NotAttempted(String message) implements AppendResult {

		@Override
		public <T> T decide(Cases<T> cases) {
			return cases.notAttempted(this);
		}

	}

	/**
	 * The lane's stream is of no use any more, and what it holds beyond its last flush
	 * never becomes visible: all records whose rows are not published are done again, in
	 * another lane.
	 *
	 * @param message what became of it
	 */
	record LaneGone(String message) implements AppendResult {

		@Override
		public <T> T decide(Cases<T> cases) {
			return cases.laneGone(this);
		}

	}

	/** What kept BigQuery from answering. */
	enum Cause {

		/** Network, overload, internal errors, draining: passes by itself. */
		OUTAGE,

		/** A quota is used up; it refills within seconds to some ten minutes. */
		QUOTA,

		/** The credentials are refused; a person must act. */
		DENIED

	}

	/**
	 * One method per case.
	 *
	 * @param <T> what they return
	 */
	interface Cases<T> {

		T stored(Stored result);

		T partlyStored(PartlyStored result);

		T rowsRefused(RowsRefused result);

		T requestRefused(RequestRefused result);

		T tooLarge(TooLarge result);

		T schemaBehind(SchemaBehind result);

		T tableGone(TableGone result);

		T unavailable(Unavailable result);

		T notAttempted(NotAttempted result);

		T laneGone(LaneGone result);

	}

}
