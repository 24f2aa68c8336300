package dev.sluice.pipeline;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;

import dev.sluice.mutator.TableState;
import dev.sluice.record.Failure;
import dev.sluice.record.Outcome;
import dev.sluice.record.RecordBatch;
import dev.sluice.record.SourcePartition;
import dev.sluice.table.Column;
import dev.sluice.table.ColumnAdditions;
import dev.sluice.table.FieldPath;
import dev.sluice.table.JsonRowWriter;
import dev.sluice.table.RowWriter;
import dev.sluice.table.TableName;
import dev.sluice.transform.RecordSink;
import dev.sluice.transform.Transform;
import org.jspecify.annotations.Nullable;

/**
 * Good rows whose columns the write path did not see in time, on their way to the
 * failed-inserts topic: as BigQuery JSON, with the columns that the catalog has. Owned by
 * one listener thread.
 */
final class FailedInsertRows {

	private static final String CAUSE = "a column was added, but the write path did not see it in time";

	private final PipelineParts parts;

	private final Transform transform;

	private final TableTargets targets;

	private final Mailbox mailbox;

	private final Letters letters;

	private final BiConsumer<SourcePartition, String> redo;

	FailedInsertRows(PipelineParts parts, Transform transform, TableTargets targets, Mailbox mailbox, Letters letters,
			BiConsumer<SourcePartition, String> redo) {
		this.parts = parts;
		this.transform = transform;
		this.targets = targets;
		this.mailbox = mailbox;
		this.letters = letters;
		this.redo = redo;
	}

	/**
	 * Hands a record's rows over; the record is settled when Kafka has acknowledged all.
	 * What of the record was not looked at before may still make it bad.
	 * @return false if the record has to wait: for columns that the catalog lacks, too,
	 * which are its {@link #needs}, or for a schema
	 */
	boolean keep(RecordBatch batch, SliceReceipt receipt, int record) {
		JsonRows rows = transform(batch, record);
		Failure failure = rows.failure;
		if (failure != null) {
			this.letters.keep(batch, receipt, record, rows.table(), failure);
			return true;
		}
		if (rows.waits || !rows.needs.isEmpty()) {
			return false;
		}
		int outcomes = rows.tables.size() + rows.badParts.size();
		if (outcomes > 1) {
			receipt.expectRows(record, outcomes);
		}
		for (int row = 0; row < rows.tables.size(); row++) {
			receipt.hold();
			this.mailbox.deliver(
					this.parts.failedInserts().keep(batch, record, rows.tables.get(row), rows.writer.row(row), CAUSE),
					(outcome, problem) -> done(receipt, record, outcome, problem));
		}
		this.letters.keepParts(batch, receipt, record, rows.tables.isEmpty() ? null : rows.table(), rows.badParts);
		return true;
	}

	/**
	 * The columns that a record needs and the catalog does not have.
	 */
	Map<TableName, ColumnAdditions> needs(RecordBatch batch, int record) {
		return transform(batch, record).needs;
	}

	private JsonRows transform(RecordBatch batch, int record) {
		JsonRows rows = new JsonRows();
		this.transform.transform(batch, record, rows);
		rows.end();
		return rows;
	}

	private void done(SliceReceipt receipt, int record, @Nullable Outcome outcome, @Nullable Throwable problem) {
		if (outcome != null) {
			receipt.settle(record, outcome);
		}
		else if (problem != null && !receipt.abandoned()) {
			Throwable cause = (problem instanceof CompletionException && problem.getCause() != null)
					? problem.getCause() : problem;
			this.redo.accept(receipt.partition(), "a failed insert was not acknowledged: " + cause.getMessage());
		}
		receipt.release();
	}

	/**
	 * Writes rows with the layout of the catalog.
	 */
	private final class JsonRows implements RecordSink {

		private final JsonRowWriter writer = new JsonRowWriter();

		private final List<TableName> tables = new ArrayList<>();

		private final Map<TableName, ColumnAdditions> needs = new LinkedHashMap<>();

		private @Nullable Failure failure;

		private final List<BadPart> badParts = new ArrayList<>();

		private boolean waits;

		private boolean open;

		@Override
		public RowWriter row(TableName table) {
			end();
			if (!(FailedInsertRows.this.targets.target(table).state() instanceof TableState.Ready ready)) {
				throw new IllegalStateException("table " + table + " is not ready");
			}
			this.tables.add(table);
			this.open = true;
			this.writer.begin(ready.catalog());
			return this.writer;
		}

		@Override
		public void missing(@Nullable FieldPath parent, Column column) {
			this.needs.computeIfAbsent(table(), (table) -> new ColumnAdditions()).add(parent, column);
		}

		@Override
		public void waits(CompletionStage<?> until, String cause) {
			this.waits = true;
		}

		@Override
		public void bad(Failure why) {
			this.failure = (this.failure != null) ? this.failure : why;
		}

		@Override
		public void dropRow() {
			this.writer.dropRow();
			this.tables.remove(this.tables.size() - 1);
			this.open = false;
		}

		@Override
		public void badPart(byte[] value, Failure why) {
			this.badParts.add(new BadPart(value, why));
		}

		@Override
		public void filtered(String rule) {
			throw new IllegalStateException("a row is filtered by " + rule + " only now");
		}

		private TableName table() {
			return this.tables.get(this.tables.size() - 1);
		}

		private void end() {
			if (this.open) {
				this.writer.endRow();
				this.open = false;
			}
		}

	}

}
