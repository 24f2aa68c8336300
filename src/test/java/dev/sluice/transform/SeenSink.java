package dev.sluice.transform;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import dev.sluice.fixtures.GoodRows;
import dev.sluice.record.Failure;
import dev.sluice.table.Column;
import dev.sluice.table.FieldPath;
import dev.sluice.table.JsonRowWriter;
import dev.sluice.table.RowLayout;
import dev.sluice.table.RowWriter;
import dev.sluice.table.TableName;
import dev.sluice.table.TableSchema;
import org.jspecify.annotations.Nullable;

/**
 * A sink that shows what it was told. All its tables have the same schema.
 */
final class SeenSink implements GoodRows {

	final List<TableName> tables = new ArrayList<>();

	final List<Column> missing = new ArrayList<>();

	final List<Failure> failures = new ArrayList<>();

	final List<String> rules = new ArrayList<>();

	private final TableSchema schema;

	private final JsonRowWriter writer = new JsonRowWriter();

	SeenSink(Column... columns) {
		this.schema = new TableSchema(List.of(columns));
	}

	@Override
	public RowWriter row(TableName table) {
		this.tables.add(table);
		this.writer.begin(RowLayout.of(table, this.schema));
		return this.writer;
	}

	@Override
	public void missing(@Nullable FieldPath parent, Column column) {
		this.missing.add(column);
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
	 * Ends the only row.
	 */
	String row() {
		this.writer.endRow();
		return new String(this.writer.row(0), StandardCharsets.UTF_8);
	}

}
