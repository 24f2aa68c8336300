package dev.sluice.pipeline;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

import dev.sluice.pipeline.Rehearsal.Row;
import dev.sluice.record.Failure;
import dev.sluice.record.Reason;
import dev.sluice.table.Column;
import dev.sluice.table.ColumnAdditions;
import dev.sluice.table.FieldPath;
import dev.sluice.table.JsonRowWriter;
import dev.sluice.table.RowLayout;
import dev.sluice.table.RowWriter;
import dev.sluice.table.TableName;
import dev.sluice.transform.RecordSink;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one record, as JSON, with all that its transform says of it. For one
 * thread.
 */
final class RehearsalSink implements RecordSink {

	private final JsonRowWriter writer = new JsonRowWriter();

	private final List<TableName> rowTables = new ArrayList<>();

	private final Map<TableName, ColumnAdditions> needs = new LinkedHashMap<>();

	private final List<CompletionStage<?>> waits = new ArrayList<>();

	private final Set<String> causes = new LinkedHashSet<>();

	private final Set<TableName> absent = new HashSet<>();

	private final Function<TableName, RowLayout> layouts;

	private final boolean relaxes;

	private @Nullable RowLayout current;

	private @Nullable TableName table;

	private @Nullable Failure failure;

	private @Nullable Failure badPart;

	private @Nullable String rule;

	/**
	 * A sink.
	 * @param layouts looks tables up
	 * @param relaxes whether REQUIRED columns are relaxed for rows that lack them
	 */
	RehearsalSink(Function<TableName, RowLayout> layouts, boolean relaxes) {
		this.layouts = layouts;
		this.relaxes = relaxes;
	}

	void begin() {
		this.writer.clear();
		this.rowTables.clear();
		this.needs.clear();
		this.waits.clear();
		this.causes.clear();
		this.current = null;
		this.table = null;
		this.failure = null;
		this.badPart = null;
		this.rule = null;
	}

	void found(TableName table, boolean present) {
		if (!present) {
			this.absent.add(table);
		}
	}

	boolean isAbsent(TableName table) {
		return this.absent.contains(table);
	}

	@Override
	public RowWriter row(TableName table) {
		end();
		RowLayout layout = this.layouts.apply(table);
		this.current = layout;
		this.table = table;
		this.rowTables.add(table);
		this.writer.begin(layout);
		return this.writer;
	}

	@Override
	public void dropRow() {
		this.writer.dropRow();
		this.rowTables.remove(this.rowTables.size() - 1);
		this.current = null;
		this.table = null;
	}

	@Override
	public void missing(@Nullable FieldPath parent, Column column) {
		RowLayout layout = this.current;
		if (layout == null) {
			throw new IllegalStateException("a column is missing before its row has begun");
		}
		FieldPath path = (parent != null) ? parent.child(column.name()) : FieldPath.of(column.name());
		boolean tight = layout.schema().find(path) != null;
		ColumnAdditions additions = this.needs.computeIfAbsent(layout.table(), (table) -> new ColumnAdditions());
		if (tight) {
			additions.addRelaxing(parent, column);
		}
		else {
			additions.add(parent, column);
		}
	}

	@Override
	public void waits(CompletionStage<?> until, String cause) {
		this.waits.add(until);
		this.causes.add(cause);
	}

	@Override
	public void bad(Failure why) {
		if (this.failure == null) {
			this.failure = why;
		}
	}

	@Override
	public void badPart(byte[] value, Failure why) {
		if (this.badPart == null) {
			this.badPart = why;
		}
	}

	@Override
	public void filtered(String filteredBy) {
		this.rule = filteredBy;
	}

	/**
	 * Ends the row that is open, if any.
	 */
	void end() {
		RowLayout layout = this.current;
		if (layout == null) {
			return;
		}
		FieldPath lacking = this.writer.endRow();
		Column column = (lacking != null) ? layout.schema().find(lacking) : null;
		if (lacking != null && column != null && this.relaxes) {
			missing(lacking.parent(), column.relaxed());
		}
		else if (lacking != null && this.needs.isEmpty() && this.waits.isEmpty()) {
			bad(new Failure(Reason.MISSING_VALUE, "required column '" + lacking + "' has no value",
					lacking.toString()));
		}
		this.current = null;
	}

	List<Row> rows() {
		List<Row> rows = new ArrayList<>();
		for (int row = 0; row < this.writer.rows(); row++) {
			rows.add(new Row(this.rowTables.get(row), new String(this.writer.row(row), StandardCharsets.UTF_8)));
		}
		return rows;
	}

	/**
	 * The table of the record's last row, if it came so far.
	 */
	@Nullable TableName table() {
		return this.table;
	}

	Set<TableName> tables() {
		return new LinkedHashSet<>(this.rowTables);
	}

	Map<TableName, ColumnAdditions> needs() {
		return Map.copyOf(this.needs);
	}

	List<CompletionStage<?>> waits() {
		return this.waits;
	}

	String cause() {
		return String.join(", ", this.causes);
	}

	@Nullable Failure failure() {
		return this.failure;
	}

	@Nullable Failure badPart() {
		return this.badPart;
	}

	@Nullable String rule() {
		return this.rule;
	}

}
