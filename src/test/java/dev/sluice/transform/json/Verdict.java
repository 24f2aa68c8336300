package dev.sluice.transform.json;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import dev.sluice.fixtures.GoodRows;
import dev.sluice.record.Failure;
import dev.sluice.record.Reason;
import dev.sluice.table.Column;
import dev.sluice.table.ColumnType;
import dev.sluice.table.FieldPath;
import dev.sluice.table.JsonRowWriter;
import dev.sluice.table.RowLayout;
import dev.sluice.table.RowWriter;
import dev.sluice.table.TableName;
import org.jspecify.annotations.Nullable;

/**
 * What a transform said about one record.
 */
final class Verdict implements GoodRows {

	private final RowLayout layout;

	private final JsonRowWriter writer = new JsonRowWriter();

	private final List<TableName> tables = new ArrayList<>();

	private final List<String> missing = new ArrayList<>();

	private final List<Failure> failures = new ArrayList<>();

	private final List<String> rules = new ArrayList<>();

	private boolean open;

	Verdict(RowLayout layout) {
		this.layout = layout;
	}

	@Override
	public RowWriter row(TableName table) {
		end();
		this.tables.add(table);
		this.writer.begin(this.layout);
		this.open = true;
		return this.writer;
	}

	private void end() {
		if (this.open) {
			this.writer.endRow();
			this.open = false;
		}
	}

	@Override
	public void missing(@Nullable FieldPath parent, Column column) {
		String path = (parent != null) ? parent + "." + column.name() : column.name();
		this.missing.add(path + " " + text(column));
	}

	@Override
	public void bad(Failure failure) {
		this.failures.add(failure);
	}

	@Override
	public void filtered(String rule) {
		this.rules.add(rule);
	}

	/**
	 * Every row as BigQuery JSON, if the record is good and needs no columns.
	 */
	List<String> rows() {
		if (!this.failures.isEmpty()) {
			throw new AssertionError("the record is bad: " + this.failures);
		}
		end();
		List<String> rows = new ArrayList<>();
		for (int row = 0; row < this.writer.rows(); row++) {
			rows.add(new String(this.writer.row(row), StandardCharsets.UTF_8));
		}
		return rows;
	}

	String row() {
		List<String> rows = rows();
		if (rows.size() != 1) {
			throw new AssertionError("not one row: " + rows);
		}
		return rows.get(0);
	}

	/**
	 * The columns that the record needs, such as {@code customer.tags STRING[]}.
	 */
	List<String> missing() {
		return this.missing;
	}

	List<TableName> tables() {
		return this.tables;
	}

	List<String> rules() {
		return this.rules;
	}

	Failure failure() {
		if (this.failures.size() != 1) {
			throw new AssertionError("not one failure: " + this.failures + ", rows " + this.writer.rows());
		}
		return this.failures.get(0);
	}

	Reason reason() {
		return failure().reason();
	}

	boolean isGood() {
		return this.failures.isEmpty();
	}

	/**
	 * How many of the three there are: rows, a rule, a failure.
	 */
	boolean isOne() {
		boolean bad = !this.failures.isEmpty();
		boolean filtered = !this.rules.isEmpty();
		boolean rows = !this.tables.isEmpty();
		return bad ? this.failures.size() == 1 && !filtered : filtered != rows;
	}

	private static String text(Column column) {
		return text(column.type()) + ((column.mode() == Column.Mode.REPEATED) ? "[]" : "");
	}

	private static String text(ColumnType type) {
		if (type instanceof ColumnType.Struct struct) {
			List<String> columns = struct.columns().stream().map((inner) -> inner.name() + " " + text(inner)).toList();
			return "STRUCT(" + String.join(", ", columns) + ")";
		}
		return type.kind().toString();
	}

}
