package dev.sluice.pipeline;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

import dev.sluice.record.RecordBatch;
import dev.sluice.record.SourcePartition;
import dev.sluice.table.ColumnAdditions;
import dev.sluice.table.ColumnCause;
import dev.sluice.table.TableName;

/**
 * Parks partitions at records that have to wait, each until its cause is gone. Owned by
 * one listener thread.
 */
final class RecordParking {

	/** How long a record waits for a column before it is tried again. */
	private static final Duration LATE_COLUMN_WAIT = Duration.ofSeconds(1);

	private final PipelineParts parts;

	private final RecordTransform transform;

	private final FailedInsertRows failedInserts;

	private final TableTargets targets;

	private final Letters letters;

	private final Parks parks;

	private final Mailbox mailbox;

	private final TablePreparation preparation;

	RecordParking(PipelineParts parts, RecordTransform transform, FailedInsertRows failedInserts, TableTargets targets,
			Letters letters, Parks parks, Mailbox mailbox) {
		this.parts = parts;
		this.transform = transform;
		this.failedInserts = failedInserts;
		this.targets = targets;
		this.letters = letters;
		this.parks = parks;
		this.mailbox = mailbox;
		this.preparation = new TablePreparation(parts, parks, mailbox);
	}

	/**
	 * Parks a partition at a record that has to wait, for as long as its cause lasts.
	 * @param batch holds the record
	 * @param record its index
	 * @param gateClosed whether the record may not be taken yet
	 */
	void park(RecordBatch batch, int record, boolean gateClosed) {
		SourcePartition partition = new SourcePartition(batch.topic(), batch.partition());
		String held = this.parts.hold().reason();
		if (held != null) {
			park(partition, batch.offset(record), ParkCause.OPERATOR, held, () -> this.parts.hold().reason() == null);
			return;
		}
		if (this.letters.outstanding() > Letters.MOST) {
			park(partition, batch.offset(record), ParkCause.DEAD_LETTERS,
					this.letters.outstanding() + " dead letters are not acknowledged yet",
					() -> this.letters.outstanding() <= Letters.MOST / 2);
			return;
		}
		if (gateClosed) {
			park(partition, batch.offset(record), ParkCause.BACK_OFF, "it is not time yet to try again",
					this.parts.gate().opening(batch, record));
			return;
		}
		switch (this.transform.transform(batch, record)) {
			case WAIT -> parkUnready(partition, batch, record);
			case FAILED_INSERT -> parkForColumns(partition, batch, record);
			case ROWS -> parkForRoom(partition, batch.offset(record));
			default -> park(partition, batch.offset(record), ParkCause.REDO,
					"what the record waited for has come just now", () -> true);
		}
	}

	private void parkForColumns(SourcePartition partition, RecordBatch batch, int record) {
		if (this.parts.rules().setsAside()) {
			this.preparation.park(partition, batch.offset(record), this.failedInserts.needs(batch, record));
			return;
		}
		Instant until = this.parts.clock().instant().plus(LATE_COLUMN_WAIT);
		park(partition, batch.offset(record), ParkCause.TABLE,
				"a column of " + this.transform.assembly().table()
						+ " is missing, or the write path does not see it yet, and no row may be set aside",
				() -> !this.parts.clock().instant().isBefore(until));
	}

	private void parkForRoom(SourcePartition partition, long offset) {
		if (this.targets.name(this.transform.assembly())) {
			parkForMemory(partition, offset);
		}
		else if (this.targets.namesNone(partition)) {
			park(partition, offset, ParkCause.OPERATOR,
					"a record has rows for more tables than the metadata of a commit can name: raise"
							+ " offset.metadata.max.bytes of the brokers and write.offset-metadata of the pipeline,"
							+ " or give up exactly-once",
					() -> false);
		}
		else {
			park(partition, offset, ParkCause.PUBLICATION,
					"rows of so many tables that a commit cannot name more have to be published first",
					() -> this.targets.namesNone(partition));
		}
	}

	private void parkForMemory(SourcePartition partition, long offset) {
		RowAssembly assembly = this.transform.assembly();
		RowAppender appender = assembly.target(0).appender();
		int length = assembly.writer().rowEnd(0) - assembly.writer().rowStart(0);
		boolean failing = appender.failing();
		park(partition, offset, failing ? ParkCause.TABLE : ParkCause.MEMORY, failing
				? "waits for " + appender.table() + ", which does not take rows"
				: "the memory for requests in flight is taken; table " + appender.table() + " is slow to answer",
				() -> appender.hasRoom(length));
	}

	/** One change of a table shall serve all records at hand, as shall one lookup. */
	private void parkUnready(SourcePartition partition, RecordBatch batch, int first) {
		RowAssembly assembly = this.transform.assembly();
		List<RowAssembly.Wait> waits = assembly.waits();
		Map<TableName, ColumnAdditions> wanted = new LinkedHashMap<>();
		int end = Math.min(batch.size(), first + TablePreparation.LOOK_AHEAD);
		for (int record = first; record < end; record++) {
			if (this.transform.transform(batch, record) == RowAssembly.Verdict.WAIT && assembly.waits().isEmpty()) {
				assembly.collectNeeds(wanted,
						new ColumnCause.OfRecord(partition.topic(), partition.partition(), batch.offset(record)));
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
