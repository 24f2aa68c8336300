package dev.sluice.pipeline;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;

import dev.sluice.record.Failure;
import dev.sluice.record.Outcome;
import dev.sluice.record.Reason;
import dev.sluice.record.RecordBatch;
import dev.sluice.record.SourcePartition;
import dev.sluice.schema.snowplow.ShreddedType;
import dev.sluice.table.Column;
import dev.sluice.table.ColumnAdditions;
import dev.sluice.table.ColumnCause;
import dev.sluice.table.FieldPath;
import dev.sluice.table.JsonRowWriter;
import dev.sluice.table.RowWriter;
import dev.sluice.table.TableName;
import dev.sluice.transform.RecordSink;
import dev.sluice.transform.Transform;
import org.jspecify.annotations.Nullable;

/**
 * Good rows whose columns the write path did not see in time, or that others have to add,
 * on their way to the failed-inserts topic: as BigQuery JSON, with the columns that the
 * catalog has and, if others add them, with those that the row needs. Owned by one
 * listener thread.
 */
final class FailedInsertRows {

	private static final String OVERDUE = "a column was added, but the write path did not see it in time";

	private static final String LACKING = "the table lacks a column, which this loader does not add";

	private static final Failure NO_ROOM = new Failure(Reason.TOO_MANY_COLUMNS,
			"the table has no room for another column");

	private final PipelineParts parts;

	private final Transform transform;

	private final WiderLayouts layouts;

	private final Mailbox mailbox;

	private final Letters letters;

	private final BiConsumer<SourcePartition, String> redo;

	FailedInsertRows(PipelineParts parts, Transform transform, TableTargets targets, Mailbox mailbox, Letters letters,
			BiConsumer<SourcePartition, String> redo) {
		this.parts = parts;
		this.transform = transform;
		this.layouts = new WiderLayouts(targets);
		this.mailbox = mailbox;
		this.letters = letters;
		this.redo = redo;
	}

	/**
	 * Hands a record's rows over; the record is settled when Kafka has acknowledged all,
	 * and the types that it needs columns for. What of the record was not looked at
	 * before may still make it bad.
	 * @param lacking the types of columns that the record's table lacks, as far as they
	 * have names
	 * @return false if the record has to wait: for columns that the catalog lacks, too,
	 * which are its {@link #needs}, or for a schema
	 */
	boolean keep(RecordBatch batch, SliceReceipt receipt, int record, Set<ShreddedType> lacking) {
		JsonRows rows = transform(batch, record);
		while (!this.parts.rules().alters() && !rows.needs.isEmpty() && rows.failure == null && !rows.waits) {
			rows = (widen(rows.needs)) ? transform(batch, record) : rows.without(NO_ROOM);
		}
		Failure failure = rows.failure;
		if (failure != null) {
			this.letters.keep(batch, receipt, record, rows.lastTable(), failure);
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
			this.mailbox.deliver(keep(batch, record, rows, row, lacking),
					(outcome, problem) -> done(receipt, record, outcome, problem));
		}
		this.letters.keepParts(batch, receipt, record, rows.lastTable(), rows.badParts);
		return true;
	}

	private CompletionStage<Outcome> keep(RecordBatch batch, int record, JsonRows rows, int row,
			Set<ShreddedType> lacking) {
		TableName table = rows.tables.get(row);
		String cause = (this.parts.rules().alters()) ? OVERDUE : LACKING;
		CompletionStage<Outcome> kept = this.parts.failedInserts()
			.keep(batch, record, table, rows.writer.row(row), cause);
		return lacking.isEmpty() ? kept : kept.thenCombine(this.parts.announcements().announce(table, lacking),
				(outcome, announced) -> outcome);
	}

	private boolean widen(Map<TableName, ColumnAdditions> needs) {
		return needs.entrySet()
			.stream()
			.map((need) -> this.layouts.widen(need.getKey(), need.getValue()))
			.reduce(false, Boolean::logicalOr);
	}

	/**
	 * The columns that a record needs and the catalog does not have.
	 */
	Map<TableName, ColumnAdditions> needs(RecordBatch batch, int record) {
		return transform(batch, record).needs;
	}

	private JsonRows transform(RecordBatch batch, int record) {
		JsonRows rows = new JsonRows(new ColumnCause.OfRecord(batch.topic(), batch.partition(), batch.offset(record)));
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
	 * Writes rows with the layout of the catalog, or a wider one.
	 */
	private final class JsonRows implements RecordSink {

		private final ColumnCause record;

		private final JsonRowWriter writer = new JsonRowWriter();

		private final List<TableName> tables = new ArrayList<>();

		private final Map<TableName, ColumnAdditions> needs = new LinkedHashMap<>();

		private @Nullable Failure failure;

		private final List<BadPart> badParts = new ArrayList<>();

		private boolean waits;

		private boolean open;

		private JsonRows(ColumnCause record) {
			this.record = record;
		}

		@Override
		public RowWriter row(TableName table) {
			end();
			this.tables.add(table);
			this.open = true;
			this.writer.begin(FailedInsertRows.this.layouts.of(table));
			return this.writer;
		}

		@Override
		public void missing(@Nullable FieldPath parent, Column column) {
			ColumnAdditions additions = this.needs.computeIfAbsent(table(), (table) -> new ColumnAdditions());
			additions.because(this.record);
			additions.add(parent, column);
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

		private JsonRows without(Failure why) {
			bad(why);
			return this;
		}

		private @Nullable TableName lastTable() {
			return this.tables.isEmpty() ? null : table();
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
