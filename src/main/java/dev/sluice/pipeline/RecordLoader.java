package dev.sluice.pipeline;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

import dev.sluice.record.Failure;
import dev.sluice.record.Outcome;
import dev.sluice.record.Reason;
import dev.sluice.record.RecordBatch;
import dev.sluice.record.SourcePartition;
import dev.sluice.table.ColumnAdditions;
import dev.sluice.table.TableName;
import dev.sluice.transform.Transform;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the records of a slice one by one: transforms each and carries out the verdict,
 * until one has to wait. Owned by one listener thread.
 */
final class RecordLoader {

	/** How long a poll's records may wait for memory before their partition is parked. */
	private static final Duration LONGEST_WAIT = Duration.ofMillis(500);

	private static final Duration WAIT_STEP = Duration.ofMillis(20);

	/**
	 * Above this many letters without an acknowledgement no further records are taken.
	 */
	private static final int MOST_LETTERS = 10_000;

	private static final Logger logger = LoggerFactory.getLogger(RecordLoader.class);

	private final PipelineParts parts;

	private final Transform transform;

	private final TableTargets targets;

	private final RowAssembly assembly;

	private final Letters letters;

	private final Parks parks;

	private final Mailbox mailbox;

	private final FailedInsertRows failedInserts;

	private final TablePreparation preparation;

	private final BadRowWatch badRows;

	private long waitedNanos;

	/** Whether the last slice was left at a record that may not be taken yet. */
	private boolean gateClosed;

	RecordLoader(PipelineParts parts, TableTargets targets, Letters letters, Parks parks, Mailbox mailbox,
			BiConsumer<SourcePartition, String> redo) {
		this.parts = parts;
		this.transform = parts.transforms().get();
		this.targets = targets;
		this.assembly = new RowAssembly(targets, parts.rules().relaxes());
		this.letters = letters;
		this.parks = parks;
		this.mailbox = mailbox;
		this.failedInserts = new FailedInsertRows(parts, this.transform, targets, mailbox, letters, redo);
		this.preparation = new TablePreparation(parts, parks, mailbox);
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
	 * @return the number of records taken
	 */
	int takeRecords(RecordBatch batch, SliceReceipt receipt) {
		if (this.parts.hold().reason() != null || this.letters.outstanding() > MOST_LETTERS) {
			return 0;
		}
		this.targets.nextSlice();
		long began = this.parts.ticker().getAsLong();
		long waitedBefore = this.waitedNanos;
		int bad = 0;
		int record = 0;
		int end = this.parts.gate().open(batch);
		while (record < end) {
			RowAssembly.Verdict verdict = transform(batch, record);
			if (!carryOut(verdict, batch, receipt, record)) {
				break;
			}
			bad += (verdict == RowAssembly.Verdict.BAD) ? 1 : 0;
			record++;
		}
		this.gateClosed = record == end && end < batch.size();
		this.badRows.saw(record - bad, bad);
		long waited = this.waitedNanos - waitedBefore;
		this.parts.metrics().transformed(this.parts.ticker().getAsLong() - began - waited);
		this.parts.metrics().waited(waited);
		return record;
	}

	private RowAssembly.Verdict transform(RecordBatch batch, int record) {
		this.assembly.begin();
		try {
			this.transform.transform(batch, record, this.assembly);
			return this.assembly.end();
		}
		catch (TableUnreachableException ex) {
			throw ex;
		}
		catch (RuntimeException ex) {
			logger.atError()
				.setCause(ex)
				.addKeyValue("position", batch.position(record))
				.log("the transform failed, its record is kept as a dead letter");
			this.assembly.bad(new Failure(Reason.TRANSFORM_FAILED, "the transform failed: " + ex.getClass().getName()));
			return RowAssembly.Verdict.BAD;
		}
	}

	private boolean carryOut(RowAssembly.Verdict verdict, RecordBatch batch, SliceReceipt receipt, int record) {
		switch (verdict) {
			case ROWS -> {
				return append(receipt, record, batch.timestamp(record));
			}
			case BAD -> this.letters.keep(batch, receipt, record, this.assembly.table(), this.assembly.failure());
			case FILTERED -> receipt.settle(record, Outcome.FILTERED);
			case FAILED_INSERT -> {
				return this.failedInserts.keep(batch, receipt, record);
			}
			default -> {
				return false;
			}
		}
		return true;
	}

	private boolean append(SliceReceipt receipt, int record, long timestamp) {
		int rows = this.assembly.rows();
		if (!roomFor(this.assembly.target(0).appender(), receipt)) {
			return false;
		}
		if (rows > 1) {
			receipt.expectRows(record, rows);
		}
		for (int row = 0; row < rows; row++) {
			this.assembly.target(row).appender().add(this.assembly, row, receipt, record, timestamp);
		}
		return true;
	}

	private boolean roomFor(RowAppender appender, SliceReceipt receipt) {
		if (appender.hasRoom(this.assembly)) {
			return true;
		}
		appender.cut();
		long began = this.parts.ticker().getAsLong();
		while (!appender.failing() && !receipt.abandoned() && this.waitedNanos < LONGEST_WAIT.toNanos()) {
			if (!this.mailbox.awaitQuietly(WAIT_STEP)) {
				return false;
			}
			long now = this.parts.ticker().getAsLong();
			this.waitedNanos += Math.max(1, now - began);
			began = now;
			if (appender.hasRoom(this.assembly)) {
				return true;
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
		SourcePartition partition = new SourcePartition(batch.topic(), batch.partition());
		String held = this.parts.hold().reason();
		if (held != null) {
			park(partition, batch.offset(record), ParkCause.OPERATOR, held, () -> this.parts.hold().reason() == null);
			return;
		}
		if (this.letters.outstanding() > MOST_LETTERS) {
			park(partition, batch.offset(record), ParkCause.DEAD_LETTERS,
					this.letters.outstanding() + " dead letters are not acknowledged yet",
					() -> this.letters.outstanding() <= MOST_LETTERS / 2);
			return;
		}
		if (this.gateClosed) {
			park(partition, batch.offset(record), ParkCause.BACK_OFF, "it is not time yet to try again",
					this.parts.gate().opening(batch, record));
			return;
		}
		RowAssembly.Verdict verdict = transform(batch, record);
		if (verdict == RowAssembly.Verdict.WAIT) {
			parkUnready(partition, batch, record);
			return;
		}
		if (verdict == RowAssembly.Verdict.FAILED_INSERT) {
			this.preparation.park(partition, batch.offset(record), this.failedInserts.needs(batch, record));
			return;
		}
		RowAppender appender = this.assembly.target(0).appender();
		int length = this.assembly.writer().rowEnd(0) - this.assembly.writer().rowStart(0);
		park(partition, batch.offset(record), ParkCause.MEMORY,
				"the memory for requests in flight is taken; table " + appender.table()
						+ ((appender.failing()) ? " does not answer" : " is slow to answer"),
				() -> appender.hasRoom(length));
	}

	/** One change of a table shall serve all records at hand, as shall one lookup. */
	private void parkUnready(SourcePartition partition, RecordBatch batch, int first) {
		List<RowAssembly.Wait> waits = this.assembly.waits();
		Map<TableName, ColumnAdditions> wanted = new LinkedHashMap<>();
		int end = Math.min(batch.size(), first + TablePreparation.LOOK_AHEAD);
		for (int record = first; record < end; record++) {
			if (transform(batch, record) == RowAssembly.Verdict.WAIT && this.assembly.waits().isEmpty()) {
				this.assembly.collectNeeds(wanted);
			}
		}
		if (waits.isEmpty()) {
			this.preparation.park(partition, batch.offset(first), wanted);
			return;
		}
		String causes = waits.stream().map(RowAssembly.Wait::cause).distinct().collect(Collectors.joining(", "));
		List<CompletableFuture<Void>> answers = waits.stream().map((wait) -> brought(wait.until())).toList();
		park(partition, batch.offset(first), ParkCause.SCHEMA, causes,
				() -> answers.stream().allMatch(CompletableFuture::isDone));
	}

	/** An answer that ends a wait of this thread when it comes. */
	private CompletableFuture<Void> brought(CompletionStage<?> answer) {
		CompletableFuture<Void> brought = new CompletableFuture<>();
		this.mailbox.deliver(answer, (value, failure) -> brought.complete(null));
		return brought;
	}

	private void park(SourcePartition partition, long offset, ParkCause cause, String message, BooleanSupplier over) {
		this.parks.park(new Park(partition, offset, cause, message, this.parts.clock().instant(), over));
	}

}
