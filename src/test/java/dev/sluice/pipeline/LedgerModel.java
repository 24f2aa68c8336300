package dev.sluice.pipeline;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

import dev.sluice.record.Outcome;
import dev.sluice.record.SourcePartition;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A partition with holes, from which records are delivered, settled, given back and
 * delivered again at random, and beside its ledger a count of everything, kept by the
 * simplest of means.
 */
final class LedgerModel {

	private static final SourcePartition PARTITION = new SourcePartition("orders", 0);

	private static final long FIRST = 1_000;

	private final SplittableRandom random;

	private final long holes;

	private final boolean fenced;

	private final List<Delivery> inFlight = new ArrayList<>();

	/** Deliveries that are no longer ours, whose outcomes arrive all the same. */
	private final List<Delivery> givenBack = new ArrayList<>();

	private final Map<Long, Outcome> committed = new TreeMap<>();

	private PartitionLedger ledger;

	private Commit commit = Commit.read(FIRST, null);

	private long consumed;

	private long released;

	/** The offset before which everything must be settled; negative without a fence. */
	private long fence = -1;

	LedgerModel(long seed, boolean fenced) {
		this.random = new SplittableRandom(seed);
		this.holes = this.random.nextInt(5);
		this.fenced = fenced;
		this.ledger = new PartitionLedger(PARTITION, this.commit, fenced);
	}

	/**
	 * Does anything that may happen.
	 */
	void step() {
		switch (this.random.nextInt(20)) {
			case 0, 1, 2 -> deliver();
			case 3 -> truncate();
			case 4 -> giveBack();
			case 5 -> restart();
			case 6, 7 -> fence();
			case 8, 9 -> advance();
			default -> settle((this.random.nextInt(4) > 0) ? this.inFlight : this.givenBack);
		}
		check();
	}

	/**
	 * Settles whatever is in flight.
	 */
	void finish() {
		while (open() > 0) {
			settle(this.inFlight);
			check();
		}
		advance();
		fence();
		advance();
		check();

		assertThat(this.commit.offset()).isEqualTo(this.ledger.position());
		assertThat(this.inFlight).isEmpty();
	}

	private void deliver() {
		List<Long> offsets = new ArrayList<>();
		long next = this.ledger.position();
		for (int i = 1 + this.random.nextInt(12); i > 0 || offsets.isEmpty(); i--) {
			if (exists(next)) {
				offsets.add(next);
			}
			next++;
		}
		long[] array = offsets.stream().mapToLong(Long::longValue).toArray();
		SliceReceipt receipt = this.ledger.open(Batches.of(0, array, next, new String[array.length]));
		this.inFlight.add(new Delivery(receipt, offsets, this.random));
		this.consumed += array.length;
	}

	private boolean exists(long offset) {
		return new SplittableRandom(offset).nextInt(5) >= this.holes;
	}

	/** As when the memory is full: the newest slice is cut before an open record. */
	private void truncate() {
		if (this.inFlight.isEmpty()) {
			return;
		}
		Delivery newest = this.inFlight.get(this.inFlight.size() - 1);
		int settled = newest.records.size();
		while (settled > 0 && newest.records.get(settled - 1).untouched()) {
			settled--;
		}
		int record = settled + this.random.nextInt(newest.records.size() - settled + 1);
		if (record == newest.records.size() || record == 0) {
			return;
		}
		this.ledger.truncate(newest.receipt, record);
		this.consumed -= newest.records.size() - record;
		newest.truncate(record);
		this.fence = (this.fence > newest.receipt.nextOffset()) ? newest.receipt.nextOffset() : this.fence;
	}

	private void settle(List<Delivery> deliveries) {
		if (!deliveries.isEmpty()) {
			deliveries.get(this.random.nextInt(deliveries.size())).settleOne();
		}
	}

	private void giveBack() {
		if (this.random.nextInt(4) > 0) {
			return;
		}
		take(this.ledger.release());
		this.inFlight.forEach((delivery) -> this.released += delivery.uncommitted(this.commit.offset()));
		this.inFlight.forEach(Delivery::abandoned);
		this.givenBack.addAll(this.inFlight);
		this.inFlight.clear();
		this.fence = -1;

		assertThat(this.ledger.position()).isEqualTo(this.commit.offset());
	}

	/** Another instance goes on from what was committed. */
	private void restart() {
		if (this.random.nextInt(4) > 0) {
			return;
		}
		this.givenBack.addAll(this.inFlight);
		this.inFlight.clear();
		this.fence = -1;
		this.consumed = 0;
		this.released = 0;
		Commit read = Commit.read(this.commit.offset(), this.commit.metadata());
		this.ledger = new PartitionLedger(PARTITION, read, this.fenced);

		assertThat(read).isEqualTo(this.commit);
	}

	private void fence() {
		if (this.fenced && this.fence < 0) {
			boolean any = this.ledger.fence();
			this.fence = any ? this.ledger.position() : -1;

			assertThat(any).isEqualTo(!this.inFlight.isEmpty());
		}
	}

	private void advance() {
		if (!this.fenced) {
			take(this.ledger.committable());
			return;
		}
		long offset = this.ledger.lastCommittable().offset();
		Commit passed = this.ledger.passFence();
		boolean settled = this.fence >= 0 && openBelow(this.fence) == 0;

		assertThat(passed != null).isEqualTo(settled);
		assertThat(this.ledger.lastCommittable().offset()).isEqualTo(settled ? this.fence : offset);
		if (passed != null) {
			this.fence = -1;
			take(passed);
		}
	}

	/**
	 * Counts the records up to a commit, each for the first time.
	 */
	private void take(Commit next) {
		assertThat(next.offset()).isGreaterThanOrEqualTo(this.commit.offset());
		for (Delivery delivery : this.inFlight) {
			for (Entry entry : delivery.records) {
				if (entry.offset >= this.commit.offset() && entry.offset < next.offset()) {
					assertThat(entry.rowsLeft).isZero();
					assertThat(this.committed.put(entry.offset, entry.worst)).isNull();
				}
			}
		}
		this.inFlight.removeIf((delivery) -> delivery.uncommitted(next.offset()) == 0
				&& delivery.receipt.nextOffset() <= next.offset());
		this.commit = next;
	}

	private void check() {
		if (!this.fenced) {
			take(this.ledger.committable());
		}
		this.ledger.audit();

		assertThat(this.ledger.open()).isEqualTo(open());
		assertThat(this.ledger.consumed()).isEqualTo(this.consumed);
		assertThat(this.ledger.released()).isEqualTo(this.released);
		assertThat(openBelow(this.commit.offset())).isZero();
		assertThat(this.ledger.lastCommittable()).isEqualTo(this.commit);
		checkTotals(this.commit.totals());
	}

	private void checkTotals(Totals totals) {
		Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);
		this.committed.values().forEach((outcome) -> counts.merge(outcome, 1L, Long::sum));
		long existing = 0;
		for (long offset = FIRST; offset < this.commit.offset(); offset++) {
			existing += exists(offset) ? 1 : 0;
		}

		assertThat(this.committed).hasSize((int) existing);
		assertThat(totals).isEqualTo(new Totals(FIRST, counts.getOrDefault(Outcome.STORED, 0L),
				counts.getOrDefault(Outcome.DEAD, 0L), counts.getOrDefault(Outcome.FILTERED, 0L),
				counts.getOrDefault(Outcome.WAITING, 0L), this.commit.offset() - FIRST - existing));
	}

	private long open() {
		return openBelow(Long.MAX_VALUE);
	}

	private long openBelow(long offset) {
		return this.inFlight.stream()
			.flatMap((delivery) -> delivery.records.stream())
			.filter((entry) -> entry.offset < offset && entry.rowsLeft > 0)
			.count();
	}

	/** A slice on its way. */
	private static final class Delivery {

		private final SliceReceipt receipt;

		private final List<Entry> records = new ArrayList<>();

		private final SplittableRandom random;

		Delivery(SliceReceipt receipt, List<Long> offsets, SplittableRandom random) {
			this.receipt = receipt;
			this.random = random;
			for (long offset : offsets) {
				int rows = (random.nextInt(4) > 0) ? 1 : 1 + random.nextInt(4);
				if (rows > 1) {
					receipt.expectRows(this.records.size(), rows);
				}
				this.records.add(new Entry(offset, rows));
			}
		}

		void settleOne() {
			int record = this.random.nextInt(Math.max(1, this.records.size()));
			if (record < this.records.size() && this.records.get(record).rowsLeft > 0) {
				Outcome outcome = Outcome.values()[this.random.nextInt(4)];
				this.receipt.settle(record, outcome);
				this.records.get(record).settle(outcome);
				releaseIfSettled();
			}
		}

		void truncate(int record) {
			this.records.subList(record, this.records.size()).clear();
			releaseIfSettled();
		}

		private void releaseIfSettled() {
			if (!this.receipt.abandoned() && this.records.stream().allMatch((entry) -> entry.rowsLeft == 0)) {
				this.receipt.release();
			}
		}

		void abandoned() {
			assertThat(this.receipt.abandoned()).isTrue();
			if (this.records.stream().anyMatch((entry) -> entry.rowsLeft > 0)) {
				this.receipt.release();
			}
		}

		long uncommitted(long offset) {
			return this.records.stream().filter((entry) -> entry.offset >= offset).count();
		}

	}

	/** A record. */
	private static final class Entry {

		private final long offset;

		private final int rows;

		private int rowsLeft;

		private @Nullable Outcome worst;

		Entry(long offset, int rows) {
			this.offset = offset;
			this.rows = rows;
			this.rowsLeft = rows;
		}

		boolean untouched() {
			return this.rowsLeft == this.rows;
		}

		void settle(Outcome outcome) {
			this.rowsLeft--;
			this.worst = (this.worst == null || outcome.ordinal() > this.worst.ordinal()) ? outcome : this.worst;
		}

	}

}
