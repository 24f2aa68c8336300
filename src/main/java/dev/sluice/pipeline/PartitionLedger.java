package dev.sluice.pipeline;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

import dev.sluice.record.Outcome;
import dev.sluice.record.RecordBatch;
import dev.sluice.record.SourcePartition;
import org.jspecify.annotations.Nullable;

/**
 * The books of one partition for one assignment: which records were consumed, what became
 * of them, and up to where everything is settled.
 * <p>
 * At any time {@code consumed = settled + open + released}, each counted where it
 * happens. {@link #committable()} never names an offset above an open record. Where rows
 * are published together, it moves only from {@linkplain #fence() fence} to fence. Owned
 * by one listener thread.
 */
final class PartitionLedger {

	private static final long NO_TIMESTAMP = -1;

	private final SourcePartition partition;

	private final Deque<SliceReceipt> receipts = new ArrayDeque<>();

	/** Records settled by earlier assignments. */
	private final long settledBefore;

	private final boolean byFences;

	private Commit committable;

	/** How many receipts are before the fence. */
	private int beforeFence;

	/** How many records of the oldest receipt are in {@link #committable} already. */
	private int counted;

	private long position;

	private long consumed;

	private long released;

	private long readUpTo = NO_TIMESTAMP;

	/**
	 * Opens the books.
	 * @param partition the partition
	 * @param committed where the last owner left off
	 * @param byFences whether offsets are committed from fence to fence
	 */
	PartitionLedger(SourcePartition partition, Commit committed, boolean byFences) {
		this.partition = partition;
		this.byFences = byFences;
		this.committable = committed;
		this.settledBefore = committed.totals().records();
		this.position = committed.offset();
	}

	/**
	 * Enters the records of a slice.
	 * @return the receipt, held once by the caller
	 */
	SliceReceipt open(RecordBatch batch) {
		if (batch.offset(0) < this.position) {
			throw new LedgerImbalanceException(this.partition, batch.offset(0), "is delivered again while in flight");
		}
		SliceReceipt receipt = new SliceReceipt(this.partition, batch);
		receipt.hold();
		this.receipts.add(receipt);
		this.position = batch.nextOffset();
		this.consumed += batch.size();
		this.readUpTo = batch.timestamp(batch.size() - 1);
		return receipt;
	}

	/**
	 * Gives the records of the newest slice from {@code record} on back to be delivered
	 * again. Of a slice that is given back whole nothing remains, however often it comes.
	 */
	void truncate(SliceReceipt receipt, int record) {
		this.consumed -= receipt.size() - record;
		receipt.truncate(record);
		this.position = receipt.nextOffset();
		if (record == 0 && this.position == endBeforeNewest()) {
			this.receipts.removeLast();
		}
	}

	private long endBeforeNewest() {
		Iterator<SliceReceipt> newestFirst = this.receipts.descendingIterator();
		newestFirst.next();
		return newestFirst.hasNext() ? newestFirst.next().nextOffset() : this.committable.offset();
	}

	/**
	 * Notes that there are no records below an offset, beside those that were entered:
	 * what ends a partition may be markers of transactions.
	 */
	void passed(long offset) {
		if (offset <= this.position) {
			return;
		}
		this.position = offset;
		if (this.receipts.isEmpty()) {
			long gaps = offset - this.committable.offset();
			this.committable = new Commit(offset, this.committable.totals().plusGaps(gaps));
		}
		else {
			this.receipts.getLast().endsAt(offset);
		}
	}

	/**
	 * Up to where everything is settled.
	 */
	Commit committable() {
		while (!this.byFences && !this.receipts.isEmpty()) {
			SliceReceipt oldest = this.receipts.getFirst();
			count(oldest);
			if (!oldest.settled()) {
				break;
			}
			this.receipts.removeFirst();
			this.counted = 0;
		}
		return this.committable;
	}

	/**
	 * Puts a fence behind the newest record.
	 * @return false if there is no record before it
	 */
	boolean fence() {
		this.beforeFence = (this.position > this.committable.offset()) ? this.receipts.size() : 0;
		return fenced();
	}

	boolean fenced() {
		return this.beforeFence > 0;
	}

	/**
	 * Counts the records before the fence, if all are settled, and takes the fence away.
	 * @return up to where everything is settled, or {@code null} if that is not up to the
	 * fence yet
	 */
	@Nullable Commit passFence() {
		if (this.beforeFence == 0 || !this.receipts.stream().limit(this.beforeFence).allMatch(SliceReceipt::settled)) {
			return null;
		}
		while (this.beforeFence > 0) {
			count(this.receipts.removeFirst());
			this.counted = 0;
			this.beforeFence--;
		}
		return this.committable;
	}

	/**
	 * The last answer of {@link #committable()}.
	 */
	Commit lastCommittable() {
		return this.committable;
	}

	private void count(SliceReceipt receipt) {
		int prefix = receipt.settledPrefix();
		if (prefix == this.counted && !receipt.settled()) {
			return;
		}
		long[] outcomes = new long[Outcome.values().length + 1];
		for (int record = this.counted; record < prefix; record++) {
			outcomes[receipt.outcome(record).code()]++;
		}
		Totals totals = this.committable.totals();
		for (Outcome outcome : Outcome.values()) {
			totals = totals.plus(outcome, outcomes[outcome.code()]);
		}
		long offset = (prefix == receipt.size()) ? receipt.nextOffset() : receipt.offset(prefix);
		long gaps = offset - totals.accountedUpTo();
		if (gaps < 0) {
			throw new LedgerImbalanceException(this.partition, offset, "is passed by more outcomes than records");
		}
		this.committable = new Commit(offset, totals.plusGaps(gaps));
		this.counted = prefix;
	}

	/**
	 * The offset of the record expected next.
	 */
	long position() {
		return this.position;
	}

	/**
	 * The number of offsets between what is settled and what is read.
	 */
	long uncommitted() {
		return this.position - committable().offset();
	}

	long open() {
		long open = 0;
		for (SliceReceipt receipt : this.receipts) {
			open += receipt.open();
		}
		return open;
	}

	boolean settled() {
		return open() == 0;
	}

	/**
	 * Gives back every record that is not settled below the watermark, because the
	 * partition is taken away or its records shall be done again.
	 * @return where the books continue
	 */
	Commit release() {
		Commit commit = committable();
		for (SliceReceipt receipt : this.receipts) {
			receipt.abandon();
			this.released += receipt.size();
		}
		if (!this.receipts.isEmpty()) {
			this.released -= this.counted;
		}
		this.receipts.clear();
		this.beforeFence = 0;
		this.counted = 0;
		this.position = commit.offset();
		return commit;
	}

	/**
	 * Checks the books against each other: what came in, counted as it came, against what
	 * became of it.
	 * @throws LedgerImbalanceException if they disagree
	 */
	void audit() {
		long settled = committable().totals().records() - this.settledBefore;
		long inFlight = -this.counted;
		for (SliceReceipt receipt : this.receipts) {
			inFlight += receipt.size();
		}
		if (this.consumed != settled + inFlight + this.released) {
			throw new LedgerImbalanceException(this.partition, this.committable.offset(),
					"is the watermark of " + this.consumed + " records consumed, but " + settled + " settled, "
							+ inFlight + " in flight and " + this.released + " given back");
		}
	}

	/**
	 * The timestamp of the newest record read, or -1.
	 */
	long readUpTo() {
		return this.readUpTo;
	}

	/**
	 * The timestamp of the oldest record in flight, or one up to a poll older; -1 if
	 * there is none.
	 */
	long oldestInFlight() {
		for (SliceReceipt receipt : this.receipts) {
			if (!receipt.settled()) {
				return receipt.firstTimestamp();
			}
		}
		return NO_TIMESTAMP;
	}

	long consumed() {
		return this.consumed;
	}

	long released() {
		return this.released;
	}

}
