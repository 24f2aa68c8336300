package dev.sluice.administration.audit;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;

import dev.sluice.record.Failure;
import dev.sluice.table.Column;
import dev.sluice.table.FieldPath;
import dev.sluice.table.RecordWriter;
import dev.sluice.table.RowEncoding;
import dev.sluice.table.RowLayout;
import dev.sluice.table.RowWriter;
import dev.sluice.table.TableName;
import dev.sluice.table.TableSchema;
import dev.sluice.transform.RecordSink;
import dev.sluice.warehouse.CatalogException;
import dev.sluice.warehouse.TableDescription;
import dev.sluice.warehouse.Tables;
import org.jspecify.annotations.Nullable;

/**
 * Counts the rows that a record makes, and forgets them. For one thread.
 */
final class CountedRows implements RecordSink {

	private final Map<TableName, RowLayout> layouts = new HashMap<>();

	private final RecordWriter writer = RowEncoding.JSON.newWriter();

	private final Tables tables;

	private boolean open;

	private int badParts;

	private @Nullable Failure failure;

	private @Nullable String rule;

	CountedRows(Tables tables) {
		this.tables = tables;
	}

	void begin() {
		this.writer.clear();
		this.open = false;
		this.badParts = 0;
		this.failure = null;
		this.rule = null;
	}

	Expectation end() {
		endRow();
		Failure why = this.failure;
		if (why != null) {
			return Expectation.bad(why.reason().code());
		}
		String dropped = this.rule;
		int rows = this.writer.rows();
		return (dropped != null && rows + this.badParts == 0) ? Expectation.filtered(dropped)
				: Expectation.rows(rows, this.badParts);
	}

	@Override
	public RowWriter row(TableName table) {
		endRow();
		this.writer.begin(this.layouts.computeIfAbsent(table, this::layout));
		this.open = true;
		return this.writer;
	}

	/**
	 * A record is counted without its table, too: all of its fields are missing there.
	 */
	private RowLayout layout(TableName table) {
		try {
			TableDescription description = this.tables.describe(table);
			return RowLayout.of(table, (description != null) ? description.schema() : TableSchema.EMPTY);
		}
		catch (CatalogException ex) {
			return RowLayout.of(table, TableSchema.EMPTY);
		}
	}

	private void endRow() {
		if (this.open) {
			this.writer.endRow();
			this.open = false;
		}
	}

	@Override
	public void dropRow() {
		this.writer.dropRow();
		this.open = false;
	}

	@Override
	public void missing(@Nullable FieldPath parent, Column column) {
		// The pipeline would add the column: it is a row all the same.
	}

	@Override
	public void waits(CompletionStage<?> until, String cause) {
		// The pipeline would wait: it is a row all the same.
	}

	@Override
	public void bad(Failure why) {
		this.failure = (this.failure != null) ? this.failure : why;
	}

	@Override
	public void badPart(byte[] value, Failure why) {
		this.badParts++;
	}

	@Override
	public void filtered(String byRule) {
		this.rule = byRule;
	}

}
