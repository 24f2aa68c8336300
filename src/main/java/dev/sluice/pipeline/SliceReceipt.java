package dev.sluice.pipeline;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

import dev.sluice.record.Outcome;
import dev.sluice.record.RecordBatch;
import dev.sluice.record.SourcePartition;
import dev.sluice.record.SourcePosition;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of one partition's slice of a poll, record by record.
 * <p>
 * Every record is settled exactly once; settling twice throws. Whoever will settle
 * records later {@linkplain #hold() holds} the receipt meanwhile; when nobody holds it
 * and a record is still open, that record was forgotten, and {@link #release()} throws.
 * So a missing outcome cannot pass for a settled one, nor for one that is merely late.
 * <p>
 * Owned by one listener thread.
 */
final class SliceReceipt {

	private static final byte OPEN = 0;

	private final SourcePartition partition;

	private final long firstOffset;

	private final long firstTimestamp;

	private final long @Nullable [] offsets;

	private final byte[] outcomes;

	private int size;

	private long nextOffset;

	private int open;

	private int settledPrefix;

	private int holders;

	private boolean abandoned;

	private @Nullable Map<Integer, FanOut> fanOuts;

	SliceReceipt(SourcePartition partition, RecordBatch batch) {
		this.partition = partition;
		this.size = batch.size();
		this.firstOffset = batch.offset(0);
		this.firstTimestamp = batch.timestamp(0);
		this.nextOffset = batch.nextOffset();
		this.outcomes = new byte[this.size];
		this.open = this.size;
		boolean contiguous = batch.offset(this.size - 1) - this.firstOffset == this.size - 1;
		this.offsets = (contiguous) ? null : offsets(batch);
	}

	private static long[] offsets(RecordBatch batch) {
		long[] offsets = new long[batch.size()];
		Arrays.setAll(offsets, batch::offset);
		return offsets;
	}

	SourcePartition partition() {
		return this.partition;
	}

	int size() {
		return this.size;
	}

	int open() {
		return this.open;
	}

	/**
	 * The timestamp of the first record, in milliseconds since the epoch, or -1.
	 */
	long firstTimestamp() {
		return this.firstTimestamp;
	}

	long offset(int record) {
		return (this.offsets != null) ? this.offsets[record] : this.firstOffset + record;
	}

	SourcePosition position(int record) {
		return this.partition.at(offset(record));
	}

	/**
	 * Notes that no record follows below an offset.
	 */
	void endsAt(long offset) {
		this.nextOffset = offset;
	}

	long nextOffset() {
		return this.nextOffset;
	}

	/**
	 * Leaves the records from {@code record} on to a later delivery.
	 */
	void truncate(int record) {
		for (int i = record; i < this.size; i++) {
			if (this.outcomes[i] != OPEN) {
				throw imbalance(i, "is given back although it was settled");
			}
		}
		this.nextOffset = offset(record);
		this.open -= this.size - record;
		this.size = record;
	}

	/**
	 * Says that a record made several rows, or has bad parts, each of which will be
	 * settled; the worst outcome becomes the record's.
	 */
	void expectRows(int record, int rows) {
		if (this.fanOuts == null) {
			this.fanOuts = new HashMap<>();
		}
		this.fanOuts.put(record, new FanOut(rows, Outcome.FILTERED));
	}

	/**
	 * Settles one row of a record: the whole record, if it has no other.
	 */
	void settle(int record, Outcome outcome) {
		Map<Integer, FanOut> several = this.fanOuts;
		FanOut fanOut = (several != null) ? several.get(record) : null;
		if (several == null || fanOut == null) {
			settleRun(record, 1, outcome);
			return;
		}
		FanOut rest = fanOut.settled(outcome);
		if (rest.rows() > 0) {
			several.put(record, rest);
			return;
		}
		several.remove(record);
		this.fanOuts = several.isEmpty() ? null : several;
		settleRun(record, 1, rest.worst());
	}

	/**
	 * Settles records that made one row each.
	 * @param first the first record
	 * @param count the number of records
	 * @param outcome what became of them
	 */
	void settleRun(int first, int count, Outcome outcome) {
		if (this.abandoned) {
			return;
		}
		byte code = outcome.code();
		for (int i = first; i < first + count; i++) {
			if (this.outcomes[i] != OPEN) {
				throw imbalance(i, "is settled a second time");
			}
			this.outcomes[i] = code;
		}
		this.open -= count;
	}

	/**
	 * Takes on the duty to settle records of this slice.
	 */
	void hold() {
		this.holders++;
	}

	/**
	 * Gives up a duty, after having fulfilled it.
	 * @throws LedgerImbalanceException if nobody else has a duty and a record is open
	 */
	void release() {
		this.holders--;
		if (this.holders == 0 && this.open > 0 && !this.abandoned) {
			throw imbalance(firstOpen(), "has no outcome and nobody is answerable for it");
		}
	}

	/**
	 * Ends the accounting: the partition is no longer ours, or its records will be
	 * delivered again. Outcomes that still arrive are ignored.
	 * @return the number of records given back
	 */
	int abandon() {
		this.abandoned = true;
		return this.open;
	}

	boolean abandoned() {
		return this.abandoned;
	}

	boolean settled() {
		return this.open == 0;
	}

	/**
	 * The number of settled records before the first open one.
	 */
	int settledPrefix() {
		while (this.settledPrefix < this.size && this.outcomes[this.settledPrefix] != OPEN) {
			this.settledPrefix++;
		}
		return this.settledPrefix;
	}

	Outcome outcome(int record) {
		return Outcome.of(this.outcomes[record]);
	}

	private int firstOpen() {
		int prefix = settledPrefix();
		return Math.min(prefix, this.size - 1);
	}

	private LedgerImbalanceException imbalance(int record, String what) {
		return new LedgerImbalanceException(this.partition, offset(record), what);
	}

	private record FanOut(int rows, Outcome worst) {

		FanOut settled(Outcome outcome) {
			return new FanOut(this.rows - 1, (outcome.compareTo(this.worst) > 0) ? outcome : this.worst);
		}

	}

}
