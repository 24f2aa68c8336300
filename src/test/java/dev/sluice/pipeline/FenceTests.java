package dev.sluice.pipeline;

import java.lang.ref.WeakReference;

import dev.sluice.record.Outcome;
import dev.sluice.record.SourcePartition;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A ledger whose offsets are committed from fence to fence. */
class FenceTests {

	private final PartitionLedger ledger = new PartitionLedger(new SourcePartition("orders", 0), Commit.read(10, null),
			true);

	@Test
	void nothingIsCommittedBeforeAFenceIsPassed() {
		settle(this.ledger.open(Batches.of(10, "a", "b")));

		assertThat(this.ledger.committable().offset()).isEqualTo(10);
		assertThat(this.ledger.passFence()).isNull();
	}

	@Test
	void fenceIsPassedWhenEveryRecordBeforeItIsSettled() {
		SliceReceipt first = this.ledger.open(Batches.of(10, "a", "b"));
		this.ledger.fence();
		SliceReceipt second = this.ledger.open(Batches.of(12, "c"));
		settle(second);
		assertThat(this.ledger.passFence()).isNull();

		settle(first);

		assertThat(this.ledger.passFence()).isEqualTo(new Commit(12, new Totals(10, 2, 0, 0, 0, 0)));
		assertThat(this.ledger.fenced()).isFalse();
		this.ledger.audit();
	}

	@Test
	void fenceWithoutRecordsIsNone() {
		assertThat(this.ledger.fence()).isFalse();

		settle(this.ledger.open(Batches.of(10, "a")));
		this.ledger.fence();
		this.ledger.passFence();

		assertThat(this.ledger.fence()).isFalse();
	}

	@Test
	void recordsThatAreGivenBackTakeTheFenceWithThem() {
		SliceReceipt receipt = this.ledger.open(Batches.of(10, "a", "b"));
		this.ledger.fence();
		receipt.settle(0, Outcome.STORED);

		assertThat(this.ledger.release().offset()).isEqualTo(10);

		assertThat(this.ledger.fenced()).isFalse();
		assertThat(this.ledger.passFence()).isNull();
		assertThat(this.ledger.position()).isEqualTo(10);
		this.ledger.audit();
	}

	@Test
	void slicesThatAreGivenBackWholeLeaveNothingBehind() {
		WeakReference<SliceReceipt> first = givenBack(12);
		WeakReference<SliceReceipt> second = givenBack(12);

		System.gc();

		assertThat(second.get()).isNull();
		assertThat(first.get()).isNotNull();
		assertThat(this.ledger.position()).isEqualTo(12);
		this.ledger.fence();
		assertThat(this.ledger.passFence()).isEqualTo(new Commit(12, new Totals(10, 0, 0, 0, 0, 2)));
		this.ledger.audit();
	}

	private WeakReference<SliceReceipt> givenBack(long offset) {
		SliceReceipt receipt = this.ledger.open(Batches.of(offset, "a", "b"));
		this.ledger.truncate(receipt, 0);
		receipt.release();
		return new WeakReference<>(receipt);
	}

	private static void settle(SliceReceipt receipt) {
		receipt.settleRun(0, receipt.size(), Outcome.STORED);
		receipt.release();
	}

}
