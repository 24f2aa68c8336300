package dev.sluice.emulator.duckdb;

import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.sluice.emulator.catalog.ChangeColumns;
import dev.sluice.emulator.catalog.Field;
import dev.sluice.emulator.catalog.Table;
import dev.sluice.emulator.catalog.TableDefinition;
import dev.sluice.emulator.catalog.TimePartitioning;
import dev.sluice.emulator.table.RowVisitor;
import dev.sluice.emulator.table.TableRows;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * One table in DuckDB, and how far it has been filled. Guarded by its projection.
 *
 * Besides the columns of the table it has the row's number, its request's number, and
 * what it is about: the partition, the kind of change and the change's place.
 */
final class ProjectedTable {

	private static final String OWN_COLUMNS = "__row BIGINT, __request BIGINT, __partition TIMESTAMPTZ, "
			+ "__change VARCHAR, __sequence VARCHAR";

	private final String name;

	private final TableRows rows;

	private @Nullable Table filledFor;

	private long[] seen = new long[0];

	private int deletions;

	private boolean changes;

	ProjectedTable(String name, TableRows rows) {
		this.name = name;
		this.rows = rows;
	}

	void refresh(DuckDBConnection connection, Table table) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			adapt(statement, table);
		}
		fill(connection, table);
		try (Statement statement = connection.createStatement()) {
			for (long[] range : this.rows.deletions(this.deletions)) {
				statement
					.execute("DELETE FROM " + this.name + " WHERE __row >= " + range[0] + " AND __row < " + range[1]);
				this.deletions++;
			}
			view(statement, table);
		}
	}

	private void adapt(Statement statement, Table table) throws SQLException {
		if (this.filledFor != null && this.filledFor.schema().equals(table.schema())) {
			return;
		}
		Optional<List<String>> alterations = (this.filledFor == null) ? Optional.empty()
				: Evolution.between(this.name, this.filledFor.schema().fields(), table.schema().fields());
		if (alterations.isEmpty()) {
			this.seen = new long[0];
			this.deletions = 0;
			alterations = Optional.of(List.of("CREATE OR REPLACE TABLE " + this.name + " (" + OWN_COLUMNS
					+ (table.schema().fields().isEmpty() ? "" : ", ") + DuckTypes.columns(table.schema().fields())
					+ ")"));
		}
		for (String sql : alterations.get()) {
			statement.execute(sql);
		}
		this.filledFor = table;
	}

	private void fill(DuckDBConnection connection, Table table) throws SQLException {
		List<Field> columns = new ArrayList<>(table.schema().fields());
		columns.addAll(ChangeColumns.of(table));
		try (DuckDBAppender appender = connection.createAppender("main", this.name)) {
			this.seen = this.rows.visit(columns, this.seen, new Filler(appender, table, columns));
		}
	}

	private void view(Statement statement, Table table) throws SQLException {
		String all = "SELECT *, __partition AS _PARTITIONTIME, CAST(__partition AS DATE) AS _PARTITIONDATE FROM "
				+ this.name;
		List<String> key = table.definition().primaryKey();
		if (this.changes && !key.isEmpty()) {
			String columns = key.stream().map(DuckTypes::quote).collect(Collectors.joining(", "));
			all = "SELECT * FROM (" + all + " QUALIFY row_number() OVER (PARTITION BY " + columns
					+ " ORDER BY __sequence DESC NULLS LAST, __request DESC, __row) = 1) "
					+ "WHERE __change IS DISTINCT FROM 'DELETE'";
		}
		String hidden = "__row, __request, __partition, __change, __sequence, _PARTITIONTIME, _PARTITIONDATE";
		statement.execute("CREATE OR REPLACE VIEW " + this.name + "_all AS " + all);
		statement.execute("CREATE OR REPLACE VIEW " + this.name + "_rows AS SELECT * EXCLUDE (" + hidden + ") FROM "
				+ this.name + "_all");
	}

	/**
	 * Puts rows into DuckDB.
	 */
	private final class Filler implements RowVisitor {

		private final DuckDBAppender appender;

		private final RowAppender values;

		private final List<Field> columns;

		private final int own;

		private final TimePartitioning.@Nullable Unit unit;

		Filler(DuckDBAppender appender, Table table, List<Field> columns) {
			this.appender = appender;
			this.values = new RowAppender(appender);
			this.columns = columns;
			this.own = table.schema().fields().size();
			this.unit = unit(table.definition());
		}

		private static TimePartitioning.@Nullable Unit unit(TableDefinition definition) {
			return definition.timePartitioning()
				.filter((partitioning) -> partitioning.field() == null)
				.map(TimePartitioning::unit)
				.orElse(null);
		}

		@Override
		public void row(long row, long request, @Nullable Object[] values, Instant appended,
				@Nullable Instant partition) {
			try {
				this.appender.beginRow();
				this.appender.append(row);
				this.appender.append(request);
				partition((partition != null) ? partition : appended);
				change(values);
				for (int i = 0; i < this.own; i++) {
					this.values.value(this.columns.get(i), values[i]);
				}
				this.appender.endRow();
			}
			catch (SQLException ex) {
				throw new ProjectionException(ex);
			}
		}

		private void partition(Instant time) throws SQLException {
			if (this.unit == null) {
				this.appender.appendNull();
			}
			else {
				this.appender.append(this.unit.start(time).atOffset(ZoneOffset.UTC));
			}
		}

		private void change(@Nullable Object[] values) throws SQLException {
			if (this.own == values.length || values[this.own] == null) {
				this.appender.appendNull();
				this.appender.appendNull();
				return;
			}
			ProjectedTable.this.changes = true;
			this.appender.append((String) values[this.own]);
			String sequence = (String) values[this.own + 1];
			this.appender.append((sequence != null) ? ChangeColumns.comparable(sequence) : null);
		}

	}

}
