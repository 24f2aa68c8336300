package dev.sluice.pipeline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.sluice.record.Outcome;
import dev.sluice.record.SourcePartition;
import dev.sluice.table.EncodedRows;
import dev.sluice.table.ExplicitNulls;
import dev.sluice.table.RowLayout;

/**
 * An append request in the making and in flight: encoded rows in one buffer, and for each
 * row whose record it is.
 * <p>
 * Holds the receipts of its rows from the first row until {@link #resolve} or
 * {@link #letGo}. Owned by one listener thread; the buffer is read by the client's
 * threads while the slab is in flight.
 */
final class RowSlab implements EncodedRows {

	private static final byte[] FORGOTTEN = {};

	private byte[] buffer;

	private final ExplicitNulls explicitNulls;

	private final List<Run> runs = new ArrayList<>();

	private RowLayout layout;

	private int[] ends = new int[256];

	private int count;

	private SlabPlace place = SlabPlace.first();

	private boolean suspected;

	RowSlab(byte[] buffer, RowLayout layout, ExplicitNulls explicitNulls) {
		this.buffer = buffer;
		this.layout = layout;
		this.explicitNulls = explicitNulls;
	}

	@Override
	public RowLayout layout() {
		return this.layout;
	}

	@Override
	public int count() {
		return this.count;
	}

	@Override
	public byte[] buffer() {
		return this.buffer;
	}

	@Override
	public int start(int row) {
		return (row == 0) ? 0 : this.ends[row - 1];
	}

	@Override
	public int end(int row) {
		return this.ends[row];
	}

	@Override
	public String name(int row) {
		Origin origin = origin(row);
		String position = origin.receipt().position(origin.record()).toString();
		return (origin.part() == Origin.WHOLE) ? position : position + '.' + origin.part();
	}

	@Override
	public long offset(int row) {
		Origin origin = origin(row);
		return origin.receipt().offset(origin.record());
	}

	@Override
	public Set<String> explicitNulls() {
		return this.explicitNulls.columns(this.layout);
	}

	int length(int row) {
		return end(row) - start(row);
	}

	/**
	 * A copy of a row.
	 */
	byte[] row(int row) {
		return Arrays.copyOfRange(this.buffer, start(row), end(row));
	}

	/**
	 * What its rows mean where they have no value.
	 */
	ExplicitNulls nulls() {
		return this.explicitNulls;
	}

	/**
	 * Forgets the rows, which somebody else has copied.
	 */
	void forgetRows() {
		this.buffer = FORGOTTEN;
	}

	/**
	 * Whether somebody else has the rows.
	 */
	boolean copied() {
		return this.buffer == FORGOTTEN;
	}

	int bytes() {
		return (this.count == 0) ? 0 : this.ends[this.count - 1];
	}

	boolean fits(int length) {
		return bytes() + length <= this.buffer.length;
	}

	/**
	 * Adds a row.
	 * @param rowLayout the layout that it was encoded with, of the same table
	 * @param source holds the row
	 * @param from where it begins
	 * @param length its length; must {@linkplain #fits fit}
	 */
	void add(RowLayout rowLayout, byte[] source, int from, int length) {
		int at = bytes();
		System.arraycopy(source, from, this.buffer, at, length);
		if (this.count == this.ends.length) {
			this.ends = Arrays.copyOf(this.ends, this.count * 2);
		}
		this.ends[this.count] = at + length;
		if (rowLayout.version() > this.layout.version()) {
			this.layout = rowLayout;
		}
		this.count++;
	}

	/**
	 * Says whose row the row added last is.
	 * @param receipt the receipt of its slice
	 * @param record the index of its record in the slice
	 * @param part which of several rows of its record it is, or {@link Origin#WHOLE}
	 * @param timestamp the record's timestamp, in milliseconds since the epoch, or -1
	 */
	void claim(SliceReceipt receipt, int record, int part, long timestamp) {
		int size = this.runs.size();
		Run last = (size > 0) ? this.runs.get(size - 1) : null;
		if (last != null && part == Origin.WHOLE && last.continuedBy(receipt, record)) {
			last.records++;
			return;
		}
		receipt.hold();
		this.runs.add(new Run(this.count - 1, new Origin(receipt, record, part, timestamp)));
	}

	/**
	 * Adds rows of another slab, and the duty for their records.
	 * @param other the other slab, which keeps its own duty
	 * @param rows the rows, in order
	 */
	void addAll(RowSlab other, IntStream rows) {
		rows.forEach((row) -> {
			add(other.layout(), other.buffer(), other.start(row), other.length(row));
			Origin origin = other.origin(row);
			claim(origin.receipt(), origin.record(), origin.part(), origin.timestamp());
		});
	}

	/**
	 * Settles the records of all rows, and lets go of the receipts.
	 * @param unbalanced is told of books that do not balance, which does not keep those
	 * of other rows from being kept
	 */
	void resolve(Outcome outcome, Consumer<LedgerImbalanceException> unbalanced) {
		for (Run run : this.runs) {
			checked(() -> run.settle(outcome), unbalanced);
		}
		letGo(unbalanced);
	}

	/**
	 * Settles the records of all rows but some, whose records have been entrusted to
	 * somebody else, and lets go of the receipts.
	 */
	void resolveOthers(BitSet entrusted, Outcome outcome, Consumer<LedgerImbalanceException> unbalanced) {
		for (int row = entrusted.nextClearBit(0); row < this.count; row = entrusted.nextClearBit(row + 1)) {
			Origin origin = origin(row);
			checked(() -> origin.receipt().settle(origin.record(), outcome), unbalanced);
		}
		letGo(unbalanced);
	}

	/**
	 * Lets go of the receipts, whose records have been entrusted to somebody else.
	 * @param unbalanced is told of books that do not balance
	 */
	void letGo(Consumer<LedgerImbalanceException> unbalanced) {
		for (Run run : this.runs) {
			checked(run.receipt::release, unbalanced);
		}
		this.runs.clear();
	}

	private static void checked(Runnable entry, Consumer<LedgerImbalanceException> unbalanced) {
		try {
			entry.run();
		}
		catch (LedgerImbalanceException ex) {
			unbalanced.accept(ex);
		}
	}

	/**
	 * Whose row a row is.
	 */
	Origin origin(int row) {
		int low = 0;
		int high = this.runs.size() - 1;
		while (low < high) {
			int middle = (low + high + 1) >>> 1;
			if (this.runs.get(middle).firstRow <= row) {
				low = middle;
			}
			else {
				high = middle - 1;
			}
		}
		Run run = this.runs.get(low);
		return new Origin(run.receipt, run.record(row), run.part, run.timestamp);
	}

	/**
	 * The partitions that its records are from, as far as they are ours.
	 */
	Set<SourcePartition> partitions() {
		return this.runs.stream()
			.filter((run) -> !run.receipt.abandoned())
			.map((run) -> run.receipt.partition())
			.collect(Collectors.toUnmodifiableSet());
	}

	/**
	 * Whether no row's record is ours any more.
	 */
	boolean abandoned() {
		return this.runs.stream().allMatch((run) -> run.receipt.abandoned());
	}

	/**
	 * The timestamps of the first records of each run, for measuring freshness.
	 */
	long[] sampledTimestamps() {
		return this.runs.stream().mapToLong((run) -> run.timestamp).toArray();
	}

	/**
	 * Where it stands among the requests of its table.
	 */
	SlabPlace place() {
		return this.place;
	}

	void place(SlabPlace at) {
		this.place = at;
	}

	/**
	 * Says that a call that failed may still hold the buffer.
	 */
	void suspect() {
		this.suspected = true;
	}

	boolean suspected() {
		return this.suspected;
	}

	/**
	 * Whose row a row is.
	 *
	 * @param receipt the receipt of its slice
	 * @param record the index of its record in the slice
	 * @param part which of several rows of its record it is, or {@link Origin#WHOLE}
	 * @param timestamp the record's timestamp, in milliseconds since the epoch, or -1
	 */
	record Origin(SliceReceipt receipt, int record, int part, long timestamp) {

		/** The only row of its record. */
		static final int WHOLE = -1;

	}

	/**
	 * Consecutive records with one row each, or a row of a record with several.
	 */
	private static final class Run {

		private final int firstRow;

		private final SliceReceipt receipt;

		private final int firstRecord;

		private final int part;

		private final long timestamp;

		private int records = 1;

		private Run(int firstRow, Origin origin) {
			this.firstRow = firstRow;
			this.receipt = origin.receipt();
			this.firstRecord = origin.record();
			this.part = origin.part();
			this.timestamp = origin.timestamp();
		}

		private boolean continuedBy(SliceReceipt nextReceipt, int nextRecord) {
			return this.part == Origin.WHOLE && nextReceipt == this.receipt
					&& nextRecord == this.firstRecord + this.records;
		}

		private int record(int row) {
			if (this.part != Origin.WHOLE) {
				return this.firstRecord;
			}
			return this.firstRecord + (row - this.firstRow);
		}

		private void settle(Outcome outcome) {
			if (this.part != Origin.WHOLE) {
				this.receipt.settle(this.firstRecord, outcome);
			}
			else {
				this.receipt.settleRun(this.firstRecord, this.records, outcome);
			}
		}

	}

}
