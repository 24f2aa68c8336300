package dev.sluice.pipeline;

import java.time.Duration;
import java.util.function.BiConsumer;

import dev.sluice.record.Failure;
import dev.sluice.record.Outcome;
import dev.sluice.record.Reason;
import dev.sluice.record.RecordBatch;
import dev.sluice.record.SourcePartition;
import dev.sluice.table.TableName;
import dev.sluice.transform.Transform;

/**
 * Takes the records of a slice one by one: transforms each and carries out the verdict,
 * until one has to wait. Owned by one listener thread.
 */
final class RecordLoader {

	/** How long a poll's records may wait for memory before their partition is parked. */
	private static final Duration LONGEST_WAIT = Duration.ofMillis(500);

	private static final Duration WAIT_STEP = Duration.ofMillis(20);

	private final PipelineParts parts;

	private final RecordTransform transform;

	private final TableTargets targets;

	private final RowAssembly assembly;

	private final Letters letters;

	private final Mailbox mailbox;

	private final FailedInsertRows failedInserts;

	private final RecordParking parking;

	private final BadRowWatch badRows;

	private long waitedNanos;

	/** Whether the last slice was left at a record that may not be taken yet. */
	private boolean gateClosed;

	RecordLoader(PipelineParts parts, TableTargets targets, Letters letters, Parks parks, Mailbox mailbox,
			BiConsumer<SourcePartition, String> redo) {
		this.parts = parts;
		this.targets = targets;
		Transform transform = parts.transforms().get();
		this.assembly = new RowAssembly(parts.warehouse().encoding().newWriter(), targets, parts.rules().relaxes());
		this.transform = new RecordTransform(transform, this.assembly);
		this.letters = letters;
		this.mailbox = mailbox;
		this.failedInserts = new FailedInsertRows(parts, transform, targets, mailbox, letters, redo);
		this.parking = new RecordParking(parts, this.transform, this.failedInserts, targets, letters, parks, mailbox);
		this.badRows = new BadRowWatch(parts.rules().badRows(), parts.hold());
	}

	/**
	 * Begins a poll, whose records have not waited yet.
	 */
	void nextPoll() {
		this.waitedNanos = 0;
	}

	/**
	 * Takes records until one has to wait.
	 * @param most how many at most
	 * @return the number of records taken
	 */
	int takeRecords(RecordBatch batch, int most, SliceReceipt receipt) {
		if (this.parts.hold().reason() != null || this.letters.outstanding() > Letters.MOST) {
			return 0;
		}
		this.targets.nextSlice(receipt.partition());
		long began = this.parts.ticker().getAsLong();
		long waitedBefore = this.waitedNanos;
		int bad = 0;
		int record = 0;
		int end = Math.min(most, this.parts.gate().open(batch));
		while (record < end) {
			RowAssembly.Verdict verdict = this.transform.transform(batch, record);
			if (!carryOut(verdict, batch, receipt, record)) {
				break;
			}
			bad += isBad(verdict) ? 1 : 0;
			record++;
		}
		this.gateClosed = record == end && end < most;
		boolean unused = this.badRows.begunAnew();
		this.badRows.saw(record - bad, bad);
		long waited = this.waitedNanos - waitedBefore;
		this.parts.metrics().transformed(this.parts.ticker().getAsLong() - began - waited);
		this.parts.metrics().waited(waited);
		return record;
	}

	private boolean isBad(RowAssembly.Verdict verdict) {
		boolean onlyBadParts = verdict == RowAssembly.Verdict.ROWS && this.assembly.rows() == 0;
		return verdict == RowAssembly.Verdict.BAD || onlyBadParts;
	}

	private boolean carryOut(RowAssembly.Verdict verdict, RecordBatch batch, SliceReceipt receipt, int record) {
		switch (verdict) {
			case ROWS -> {
				return append(batch, receipt, record);
			}
			case BAD -> bad(batch, receipt, record);
			case FILTERED -> receipt.settle(record, Outcome.FILTERED);
			case FAILED_INSERT -> {
				return this.parts.rules().setsAside()
						&& this.failedInserts.keep(batch, receipt, record, this.assembly.lackingTypes());
			}
			default -> {
				return false;
			}
		}
		return true;
	}

	private void bad(RecordBatch batch, SliceReceipt receipt, int record) {
		Failure failure = this.assembly.failure();
		TableName table = this.assembly.table();
		if (failure.reason() == Reason.UNKNOWN_FIELD && table != null) {
			this.parts.mutator().lookForChanges(table);
		}
		this.letters.keep(batch, receipt, record, table, failure);
	}

	private boolean append(RecordBatch batch, SliceReceipt receipt, int record) {
		int rows = this.assembly.rows();
		if (rows > 0 && (!roomFor(this.assembly.target(0).appender(), receipt) || !this.targets.name(this.assembly))) {
			return false;
		}
		if (this.assembly.outcomes() > 1) {
			receipt.expectRows(record, this.assembly.outcomes());
		}
		for (int row = 0; row < rows; row++) {
			this.assembly.target(row).appender().add(this.assembly, row, receipt, record, batch.timestamp(record));
		}
		this.letters.keepParts(batch, receipt, record, this.assembly.table(), this.assembly.badParts());
		return true;
	}

	/**
	 * To wait here would make tables wait that another one's acknowledgements do not
	 * concern.
	 */
	private boolean roomFor(RowAppender appender, SliceReceipt receipt) {
		if (appender.hasRoom(this.assembly)) {
			return true;
		}
		appender.cut();
		return !this.targets.busyWithOthers(appender.table()) && awaitRoom(appender, receipt);
	}

	private boolean awaitRoom(RowAppender appender, SliceReceipt receipt) {
		long began = this.parts.ticker().getAsLong();
		while (!appender.failing() && !receipt.abandoned() && this.waitedNanos < LONGEST_WAIT.toNanos()) {
			if (!this.mailbox.awaitQuietly(WAIT_STEP)) {
				return false;
			}
			long now = this.parts.ticker().getAsLong();
			this.waitedNanos += Math.max(1, now - began);
			began = now;
			if (appender.hasRoom(this.assembly)) {
				return !receipt.abandoned();
			}
		}
		return false;
	}

	/**
	 * Parks a partition at a record that has to wait, for as long as its cause lasts.
	 * @param batch holds the record
	 * @param record its index
	 */
	void parkRest(RecordBatch batch, int record) {
		this.parking.park(batch, record, this.gateClosed);
	}

}
