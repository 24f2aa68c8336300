package dev.sluice.pipeline;

import java.time.InstantSource;
import java.util.function.BooleanSupplier;

import dev.sluice.record.RecordBatch;
import dev.sluice.record.SourcePartition;

/**
 * Parks partitions whose next records may be taken only when those before them are
 * committed, or published. Owned by one listener thread.
 */
final class PublicationWaits {

	/** How many offsets of a partition may be read and not committed. */
	private static final long MOST_UNCOMMITTED = 8_000_000;

	private final KnownRows known;

	private final Parks parks;

	private final InstantSource clock;

	PublicationWaits(KnownRows known, Parks parks, InstantSource clock) {
		this.known = known;
		this.parks = parks;
		this.clock = clock;
	}

	/**
	 * Parks a partition if too many of its records are not committed, since the books of
	 * these take memory, too. Those before the seam are only committed together.
	 * @return whether it is parked
	 */
	boolean forCommit(PartitionLedger ledger, RecordBatch batch) {
		if (ledger.uncommitted() < MOST_UNCOMMITTED || isBeforeSeam(ledger, partition(batch))) {
			return false;
		}
		park(batch, 0, "too many records wait for one that is not settled, or to be published",
				() -> ledger.uncommitted() < MOST_UNCOMMITTED / 2);
		return true;
	}

	private boolean isBeforeSeam(PartitionLedger ledger, SourcePartition partition) {
		return !passed(ledger, partition) && ledger.position() < this.known.seam(partition);
	}

	/**
	 * How many records of a slice, counted from the first, lie before the seam: the end
	 * of those of which some tables have their rows already. What is published of them
	 * must not reach beyond it: if it could not be told whether that succeeded, the rows
	 * that were there before would answer for those that were not.
	 */
	int beforeSeam(PartitionLedger ledger, RecordBatch batch) {
		if (this.known.isEmpty() || passed(ledger, partition(batch))) {
			return batch.size();
		}
		long seam = this.known.seam(partition(batch));
		int before = batch.size();
		while (before > 0 && batch.offset(before - 1) >= seam) {
			before--;
		}
		return before;
	}

	/**
	 * Parks a partition at the first record behind its seam.
	 */
	void parkAtSeam(PartitionLedger ledger, RecordBatch batch, int record) {
		SourcePartition partition = partition(batch);
		park(batch, record, "the records before it, of which some tables have their rows, are published first",
				() -> passed(ledger, partition));
	}

	/** Also where no records are left before it. */
	private boolean passed(PartitionLedger ledger, SourcePartition partition) {
		long seam = this.known.seam(partition);
		return seam == Long.MAX_VALUE || ledger.lastCommittable().offset() >= seam;
	}

	private void park(RecordBatch batch, int record, String why, BooleanSupplier over) {
		this.parks.park(new Park(partition(batch), batch.offset(record), ParkCause.PUBLICATION, why,
				this.clock.instant(), over));
	}

	private static SourcePartition partition(RecordBatch batch) {
		return new SourcePartition(batch.topic(), batch.partition());
	}

}
