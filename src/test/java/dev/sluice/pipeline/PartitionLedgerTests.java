package dev.sluice.pipeline;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import dev.sluice.record.Outcome;
import dev.sluice.record.SourcePartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link PartitionLedger} and {@link SliceReceipt}.
 */
class PartitionLedgerTests {

	private static final SourcePartition PARTITION = new SourcePartition("orders", 0);

	private final PartitionLedger ledger = new PartitionLedger(PARTITION, Commit.read(10, null), false);

	@Test
	void watermarkStopsBeforeTheFirstOpenRecord() {
		SliceReceipt receipt = this.ledger.open(Batches.of(10, "a", "b", "c"));
		receipt.settle(0, Outcome.STORED);
		receipt.settle(2, Outcome.STORED);

		assertThat(this.ledger.committable().offset()).isEqualTo(11);
	}

	@Test
	void recordThatNobodySettlesStopsThePartition() {
		SliceReceipt receipt = this.ledger.open(Batches.of(10, "a", "b", "c"));
		receipt.settle(0, Outcome.STORED);
		receipt.settle(2, Outcome.STORED);

		assertThatExceptionOfType(LedgerImbalanceException.class).isThrownBy(receipt::release)
			.withMessage("the ledger of orders-0 does not balance: record at offset 11 has no outcome"
					+ " and nobody is answerable for it");
	}

	@Test
	void recordSettledTwiceStopsThePartition() {
		SliceReceipt receipt = this.ledger.open(Batches.of(10, "a", "b"));
		receipt.settle(1, Outcome.STORED);

		assertThatExceptionOfType(LedgerImbalanceException.class).isThrownBy(() -> receipt.settle(1, Outcome.DEAD))
			.withMessageContaining("record at offset 11 is settled a second time");
	}

	@Test
	void rowOfSeveralSettledTwiceStopsThePartition() {
		SliceReceipt receipt = this.ledger.open(Batches.of(10, "a"));
		receipt.expectRows(0, 2);
		receipt.settle(0, Outcome.STORED);
		receipt.settle(0, Outcome.STORED);

		assertThatExceptionOfType(LedgerImbalanceException.class).isThrownBy(() -> receipt.settle(0, Outcome.STORED));
	}

	@Test
	void worstOutcomeOfSeveralRowsIsTheRecords() {
		SliceReceipt receipt = this.ledger.open(Batches.of(10, "a"));
		receipt.expectRows(0, 3);
		receipt.settle(0, Outcome.STORED);
		receipt.settle(0, Outcome.DEAD);
		receipt.settle(0, Outcome.WAITING);

		assertThat(this.ledger.committable().totals()).isEqualTo(new Totals(10, 0, 1, 0, 0, 0));
	}

	@Test
	void recordDeliveredAgainWhileInFlightStopsThePartition() {
		this.ledger.open(Batches.of(10, "a", "b"));

		assertThatExceptionOfType(LedgerImbalanceException.class)
			.isThrownBy(() -> this.ledger.open(Batches.of(11, "b")))
			.withMessageContaining("offset 11 is delivered again while in flight");
	}

	@Test
	void truncatedRecordsAreDeliveredLater() {
		SliceReceipt receipt = this.ledger.open(Batches.of(10, "a", "b", "c"));
		this.ledger.truncate(receipt, 1);
		receipt.settle(0, Outcome.STORED);
		receipt.release();
		SliceReceipt rest = this.ledger.open(Batches.of(11, "b", "c"));
		rest.settleRun(0, 2, Outcome.FILTERED);
		rest.release();

		assertThat(this.ledger.committable().totals()).isEqualTo(new Totals(10, 1, 0, 2, 0, 0));
		this.ledger.audit();
	}

	@Test
	void releaseGivesBackWhatIsNotBelowTheWatermark() {
		SliceReceipt receipt = this.ledger.open(Batches.of(10, "a", "b", "c"));
		receipt.settle(0, Outcome.STORED);
		receipt.settle(2, Outcome.STORED);

		assertThat(this.ledger.release().offset()).isEqualTo(11);
		assertThat(this.ledger.released()).isEqualTo(2);

		receipt.settle(1, Outcome.STORED);

		assertThat(this.ledger.committable().offset()).isEqualTo(11);
		this.ledger.audit();
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5 })
	void booksBalanceWhateverTheOrderOfOutcomes(long seed) {
		Random random = new Random(seed);
		List<Runnable> settlements = new ArrayList<>();
		long offset = 10;
		for (int slice = 0; slice < 50; slice++) {
			long gap = random.nextInt(3);
			long first = offset + gap;
			SliceReceipt receipt = this.ledger.open(Batches.of(first, new String[1 + random.nextInt(20)]));
			for (int record = 0; record < receipt.size(); record++) {
				int index = record;
				Outcome outcome = Outcome.of((byte) (1 + random.nextInt(4)));
				receipt.hold();
				settlements.add(() -> {
					receipt.settle(index, outcome);
					receipt.release();
				});
			}
			receipt.release();
			offset = receipt.nextOffset();
		}
		Collections.shuffle(settlements, random);
		for (Runnable settlement : settlements) {
			settlement.run();
			this.ledger.audit();
		}

		assertThat(this.ledger.committable().offset()).isEqualTo(offset);
		assertThat(this.ledger.open()).isZero();
	}

}
