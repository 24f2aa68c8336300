package dev.sluice.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.function.BiConsumer;

import dev.sluice.mutator.TableState;
import dev.sluice.record.Failure;
import dev.sluice.record.Outcome;
import dev.sluice.record.RecordBatch;
import dev.sluice.record.SourcePartition;
import dev.sluice.table.Column;
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

	private final BiConsumer<SourcePartition, String> redo;

	FailedInsertRows(PipelineParts parts, Transform transform, TableTargets targets, Mailbox mailbox,
			BiConsumer<SourcePartition, String> redo) {
		this.parts = parts;
		this.transform = transform;
		this.targets = targets;
		this.mailbox = mailbox;
		this.redo = redo;
	}

	/**
	 * Hands a record's rows over; the record is settled when Kafka has acknowledged all.
	 */
	void keep(RecordBatch batch, SliceReceipt receipt, int record) {
		JsonRows rows = new JsonRows();
		this.transform.transform(batch, record, rows);
		rows.end();
		if (rows.tables.size() > 1) {
			receipt.expectRows(record, rows.tables.size());
		}
		for (int row = 0; row < rows.tables.size(); row++) {
			receipt.hold();
			this.parts.failedInserts()
				.keep(batch, record, rows.tables.get(row), rows.writer.row(row), CAUSE)
				.whenCompleteAsync((outcome, problem) -> done(receipt, record, outcome, problem), this.mailbox);
		}
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

		@Override
		public RowWriter row(TableName table) {
			end();
			if (!(FailedInsertRows.this.targets.target(table).state() instanceof TableState.Ready ready)) {
				throw new IllegalStateException("table " + table + " is not ready");
			}
			this.tables.add(table);
			this.writer.begin(ready.catalog());
			return this.writer;
		}

		@Override
		public void missing(@Nullable FieldPath parent, Column column) {
			throw new IllegalStateException("column " + column.name() + " is overdue, but not in the catalog");
		}

		@Override
		public void bad(Failure failure) {
			throw new IllegalStateException("a good row became bad: " + failure.message());
		}

		@Override
		public void filtered(String rule) {
			throw new IllegalStateException("a good row became filtered by " + rule);
		}

		private void end() {
			if (!this.tables.isEmpty()) {
				this.writer.endRow();
			}
		}

	}

}
