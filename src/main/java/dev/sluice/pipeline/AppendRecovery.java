package dev.sluice.pipeline;

import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.sluice.mutator.TableState;
import dev.sluice.record.Failure;
import dev.sluice.record.Reason;
import dev.sluice.record.SourcePartition;
import dev.sluice.table.JsonTexts;
import dev.sluice.table.RowLayout;
import dev.sluice.table.TableName;
import dev.sluice.warehouse.AppendResult;
import org.jspecify.annotations.Nullable;

/**
 * Decides what follows from the answers to a table's appends: which rows are sent again,
 * when, and which records are given up.
 */
final class AppendRecovery {

	/**
	 * How long a look at the table's columns is relied upon, when its rows are refused.
	 */
	private static final Duration TRUST = Duration.ofSeconds(30);

	private final TableName table;

	private final SlabMemory.Account memory;

	private final AppendContext context;

	private final Collection<RowSlab> waiting;

	private final AppendBreaker breaker;

	/** How the table was last found, if its rows were refused. */
	private TableState.@Nullable Ready found;

	private Instant foundAt = Instant.MIN;

	private boolean rechecking;

	/**
	 * Recovery of one appender.
	 * @param waiting what waits to be sent, with what was sent in vain
	 */
	AppendRecovery(TableName table, SlabMemory.Account memory, AppendContext context, Collection<RowSlab> waiting) {
		this.table = table;
		this.memory = memory;
		this.context = context;
		this.waiting = waiting;
		this.breaker = new AppendBreaker(table, context);
	}

	/**
	 * Whether requests are held back, all but one at a time.
	 */
	boolean failing() {
		return !this.breaker.closed();
	}

	/**
	 * Whether the next request may be sent, which then must be.
	 */
	boolean permits() {
		return (this.breaker.closed() || !this.rechecking) && this.breaker.permits();
	}

	AppendBreaker breaker() {
		return this.breaker;
	}

	/**
	 * Draws the consequences of an answer.
	 * @param slab what was sent
	 * @param result the answer
	 * @return what is to be sent again, in order; together with the records given up it
	 * is all of the slab's rows, unless they are stored
	 */
	List<RowSlab> after(RowSlab slab, AppendResult result) {
		return result.decide(new Consequences(slab));
	}

	private void rechecked(@Nullable TableState state) {
		this.rechecking = false;
		if (state instanceof TableState.Blocked blocked) {
			this.breaker.failed(blocked.cause(), Duration.between(this.context.clock().instant(), blocked.until()),
					blocked.needsOperator());
		}
		else if (state instanceof TableState.Ready ready) {
			compare(ready);
		}
	}

	/**
	 * Rows that were encoded for columns which have gone, or have another type now, are
	 * done again from their records.
	 */
	private void compare(TableState.Ready ready) {
		Set<SourcePartition> outdated = new LinkedHashSet<>();
		for (RowSlab slab : this.waiting) {
			if (!ready.layout().accepts(slab.layout())) {
				outdated.addAll(slab.partitions());
			}
		}
		this.found = ready;
		this.foundAt = this.context.clock().instant();
		outdated.forEach((partition) -> this.context.redo()
			.accept(partition, "columns of " + this.table + " have gone or changed, rows are encoded anew"));
	}

	/**
	 * Whether a look at the table has shown lately that rows of a layout fit it.
	 */
	private boolean fits(RowLayout layout) {
		TableState.Ready ready = this.found;
		return ready != null && this.context.clock().instant().isBefore(this.foundAt.plus(TRUST))
				&& ready.layout().accepts(layout) && ready.catalog().accepts(layout);
	}

	private final class Consequences implements AppendResult.Cases<List<RowSlab>> {

		private final RowSlab slab;

		private Consequences(RowSlab slab) {
			this.slab = slab;
		}

		@Override
		public List<RowSlab> stored(AppendResult.Stored result) {
			AppendRecovery.this.breaker.succeeded();
			return List.of();
		}

		/** The appender settles the records of the others. */
		@Override
		public List<RowSlab> partlyStored(AppendResult.PartlyStored result) {
			AppendRecovery.this.breaker.succeeded();
			giveUp(result.refusals());
			return copies(rows(result.stopped().stream()), postponed(result.later()));
		}

		/**
		 * The rows that are sent again later, unless somebody takes them over.
		 */
		private int[] postponed(List<AppendResult.Refusal> later) {
			PostponedRows taker = AppendRecovery.this.context.postponedRows();
			if (later.isEmpty()) {
				return new int[0];
			}
			if (taker != null) {
				later.forEach((row) -> taker.postponed(this.slab.origin(row.row()), AppendRecovery.this.table,
						JsonTexts.taken(this.slab.layout(), this.slab.row(row.row())), row.message()));
				return new int[0];
			}
			failed("BigQuery does not take a row yet: " + later.get(0).message(),
					AppendRecovery.this.context.settings().propagation().delay(nextFailure()));
			recheckEvery(8);
			return rows(later.stream().map(AppendResult.Refusal::row));
		}

		private static int[] rows(Stream<Integer> rows) {
			return rows.mapToInt(Integer::intValue).toArray();
		}

		@Override
		public List<RowSlab> rowsRefused(AppendResult.RowsRefused result) {
			AppendRecovery.this.breaker.succeeded();
			if (this.slab.copied()) {
				return refusedLater(result.refusals());
			}
			BitSet refused = giveUp(result.refusals());
			int[] rest = IntStream.range(0, this.slab.count()).filter((row) -> !refused.get(row)).toArray();
			List<RowSlab> again = (result.complete() || rest.length < 2) ? copies(rest)
					: copies(IntStream.of(rest).limit(rest.length / 2).toArray(),
							IntStream.of(rest).skip(rest.length / 2).toArray());
			leave();
			return again;
		}

		/** The refused rows are remembered when their records are done again. */
		private List<RowSlab> refusedLater(List<AppendResult.Refusal> refusals) {
			for (AppendResult.Refusal refusal : refusals) {
				AppendRecovery.this.context.known()
					.refused(this.slab.origin(refusal.row()), AppendRecovery.this.table,
							new Failure(Reason.ROW_REFUSED, refusal.message()));
			}
			return doAgain("BigQuery refuses some rows that were to be stored together");
		}

		@Override
		public List<RowSlab> requestRefused(AppendResult.RequestRefused result) {
			if (!fits(this.slab.layout())) {
				failed("BigQuery refuses a request: " + result.message(),
						AppendRecovery.this.context.settings().outages().delay(1));
				recheckEvery(1);
				return sameAgain();
			}
			return halves(Reason.ROW_REFUSED, result.message());
		}

		@Override
		public List<RowSlab> tooLarge(AppendResult.TooLarge result) {
			return halves(Reason.TOO_LARGE, "the row is larger than BigQuery accepts");
		}

		private List<RowSlab> halves(Reason reason, String message) {
			AppendRecovery.this.breaker.succeeded();
			int count = this.slab.count();
			if (count == 1) {
				giveUp(0, reason, message);
				leave();
				return List.of();
			}
			List<RowSlab> again = copies(IntStream.range(0, count / 2).toArray(),
					IntStream.range(count / 2, count).toArray());
			leave();
			return again;
		}

		@Override
		public List<RowSlab> schemaBehind(AppendResult.SchemaBehind result) {
			failed("the write path does not see a column yet: " + result.message(),
					AppendRecovery.this.context.settings().propagation().delay(nextFailure()));
			recheckEvery(8);
			return sameAgain();
		}

		@Override
		public List<RowSlab> tableGone(AppendResult.TableGone result) {
			failed("the write path does not find the table: " + result.message(),
					AppendRecovery.this.context.settings().outages().delay(nextFailure()));
			recheckEvery(1);
			return sameAgain();
		}

		@Override
		public List<RowSlab> unavailable(AppendResult.Unavailable result) {
			Duration byClock = AppendRecovery.this.context.settings().outages().delay(nextFailure());
			Duration asked = result.retryAfter();
			Duration delay = (asked != null && asked.compareTo(byClock) > 0) ? asked : byClock;
			AppendRecovery.this.breaker.failed(result.message(), delay, result.cause() == AppendResult.Cause.DENIED);
			return sameAgain();
		}

		@Override
		public List<RowSlab> notAttempted(AppendResult.NotAttempted result) {
			if (failing()) {
				failed(result.message(), AppendRecovery.this.context.settings().outages().delay(nextFailure()));
			}
			return sameAgain();
		}

		@Override
		public List<RowSlab> laneGone(AppendResult.LaneGone result) {
			AppendRecovery.this.breaker.succeeded();
			this.slab.suspect();
			return doAgain(result.message());
		}

		private List<RowSlab> doAgain(String message) {
			this.slab.partitions()
				.forEach((partition) -> AppendRecovery.this.context.redo()
					.accept(partition, "rows for " + AppendRecovery.this.table
							+ " that have not become visible are stored anew: " + message));
			return List.of();
		}

		private int nextFailure() {
			return AppendRecovery.this.breaker.failures() + 1;
		}

		private void failed(String message, Duration delay) {
			AppendRecovery.this.breaker.failed(message, delay, false);
		}

		/** Whoever changed the table meanwhile: only the catalog knows. */
		private void recheckEvery(int times) {
			if (AppendRecovery.this.breaker.failures() % times != 0 || AppendRecovery.this.rechecking) {
				return;
			}
			AppendRecovery.this.rechecking = true;
			AppendRecovery.this.context.mailbox()
				.deliver(AppendRecovery.this.context.mutator().recheck(AppendRecovery.this.table),
						(state, failure) -> rechecked(state));
		}

		private List<RowSlab> sameAgain() {
			this.slab.suspect();
			return List.of(this.slab);
		}

		private BitSet giveUp(List<AppendResult.Refusal> refusals) {
			BitSet refused = new BitSet(this.slab.count());
			for (AppendResult.Refusal refusal : refusals) {
				if (!refused.get(refusal.row())) {
					refused.set(refusal.row());
					giveUp(refusal.row(), Reason.ROW_REFUSED, refusal.message());
				}
			}
			return refused;
		}

		private void giveUp(int row, Reason reason, String message) {
			AppendRecovery.this.context.refusedRows()
				.refused(this.slab.origin(row), AppendRecovery.this.table, new Failure(reason, message));
		}

		private List<RowSlab> copies(int[]... parts) {
			List<int[]> filled = Stream.of(parts).filter((rows) -> rows.length > 0).toList();
			return IntStream.range(0, filled.size())
				.mapToObj((part) -> copy(filled.get(part), this.slab.place().part(part, filled.size())))
				.toList();
		}

		private RowSlab copy(int[] rows, SlabPlace place) {
			int bytes = IntStream.of(rows).map(this.slab::length).sum();
			RowSlab copy = new RowSlab(AppendRecovery.this.memory.take(bytes), this.slab.layout(), this.slab.nulls());
			copy.addAll(this.slab, IntStream.of(rows));
			copy.place(place);
			return copy;
		}

		private void leave() {
			this.slab.letGo(AppendRecovery.this.context::unbalanced);
			AppendRecovery.this.memory.discard(this.slab.buffer());
		}

	}

}
