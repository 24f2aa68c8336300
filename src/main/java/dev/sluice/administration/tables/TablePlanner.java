package dev.sluice.administration.tables;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.sluice.administration.OperationRefusedException;
import dev.sluice.administration.OperationRefusedException.Why;
import dev.sluice.mutator.topic.TypeColumns;
import dev.sluice.table.Column;
import dev.sluice.table.ColumnAdditions;
import dev.sluice.table.ColumnType;
import dev.sluice.table.FieldPath;
import dev.sluice.table.TableName;
import dev.sluice.table.TableSchema;
import dev.sluice.warehouse.TableDescription;
import dev.sluice.warehouse.TableProfile;
import dev.sluice.warehouse.Tables;
import org.jspecify.annotations.Nullable;

/**
 * Plans changes of tables from how they are now. Blocks. Thread-safe.
 *
 * @param operations creates and alters
 * @param tables the catalog
 * @param writers knows who writes to which table
 * @param loading knows what loads rows of a pipeline
 * @param removal drops tables
 */
record TablePlanner(TableOperations operations, Tables tables, TableWriters writers, Loading loading,
		TableRemoval removal) {

	/**
	 * Creates a table, unless it is there.
	 */
	ChangePlan create(String pipeline, @Nullable String given, TableRequest request) {
		TableName table = this.writers.table(pipeline, given);
		if (this.tables.describe(table) != null) {
			return ChangePlan.none(table, "table " + table + " is there already");
		}
		List<String> changes = new ArrayList<>(List.of("table " + table + " is created"));
		Map<String, String> after = new HashMap<>();
		for (Column column : this.operations.columns(pipeline, request)) {
			changes.add("column " + column.name() + " " + TypeText.of(column) + " is created with it");
			after.put(column.name(), TypeText.of(column));
		}
		return new ChangePlan(table, changes, List.of(), Map.of(), after, false,
				() -> this.operations.create(pipeline, table, request));
	}

	/**
	 * Adds the columns of a Snowplow type.
	 */
	ChangePlan addType(String pipeline, @Nullable String given, String schema, String shredProperty) {
		TableName table = this.writers.table(pipeline, given);
		TypeColumns.Answer answer = this.operations.columns(pipeline, schema, shredProperty);
		if (answer instanceof TypeColumns.Answer.Columns found) {
			return addColumns(pipeline, table, null, found.columns());
		}
		throw new OperationRefusedException(Why.UNAVAILABLE, TableOperations.why(answer));
	}

	/**
	 * Adds a column, unless it is there.
	 * @param parent the path of the struct that gets it; {@code null} for the table
	 */
	ChangePlan addColumn(String pipeline, @Nullable String given, @Nullable FieldPath parent, Column column) {
		TableName table = this.writers.table(pipeline, given);
		if (column.mode() == Column.Mode.REQUIRED) {
			throw new OperationRefusedException(Why.INVALID,
					"a column that is added cannot be REQUIRED: the rows that are there have no value for it");
		}
		TableSchema schema = existing(table).schema();
		if (parent != null && !(find(schema, parent) instanceof ColumnType.Struct)) {
			throw new OperationRefusedException(Why.INVALID, "table " + table + " has no STRUCT " + parent);
		}
		Column present = schema.find(path(parent, column));
		if (present != null) {
			refuseAnotherType(path(parent, column), present, column);
		}
		return addColumns(pipeline, table, parent, List.of(column));
	}

	private static @Nullable ColumnType find(TableSchema schema, FieldPath path) {
		Column column = schema.find(path);
		return (column != null) ? column.type() : null;
	}

	private static void refuseAnotherType(FieldPath path, Column present, Column wanted) {
		boolean structs = present.type() instanceof ColumnType.Struct && wanted.type() instanceof ColumnType.Struct;
		boolean sameMode = (present.mode() == Column.Mode.REPEATED) == (wanted.mode() == Column.Mode.REPEATED);
		if (!sameMode || !(structs || present.type().equals(wanted.type()))) {
			throw new OperationRefusedException(Why.UNSAFE,
					"column %s is there as %s, and BigQuery cannot make it %s: give the new column another name"
						.formatted(path, TypeText.of(present), TypeText.of(wanted)));
		}
	}

	private ChangePlan addColumns(String pipeline, TableName table, @Nullable FieldPath parent, List<Column> columns) {
		TableSchema schema = existing(table).schema();
		ColumnAdditions additions = new ColumnAdditions();
		columns.forEach((column) -> additions.addRelaxing(parent, column));
		List<String> changes = new ArrayList<>();
		Map<String, String> before = new HashMap<>();
		Map<String, String> after = new HashMap<>();
		additions.missingFrom(schema, (its, column, cause) -> {
			FieldPath path = path(its, column);
			Column present = schema.find(path);
			changes.add("column " + path + " "
					+ ((present != null) ? "becomes NULLABLE" : TypeText.of(column) + " is added"));
			if (present != null) {
				before.put(path.toString(), TypeText.of(present) + " " + present.mode());
			}
			after.put(path.toString(), TypeText.of(column) + " " + column.mode());
		});
		if (changes.isEmpty()) {
			return ChangePlan.none(table, "table " + table + " needs no change");
		}
		return new ChangePlan(table, changes, List.of(), before, after, false,
				() -> this.operations.addColumns(pipeline, table, parent, columns));
	}

	/**
	 * Makes a REQUIRED column NULLABLE.
	 */
	ChangePlan relax(String pipeline, @Nullable String given, FieldPath path) {
		TableName table = this.writers.table(pipeline, given);
		Column present = existing(table).schema().find(path);
		if (present == null) {
			throw new OperationRefusedException(Why.UNKNOWN, "table " + table + " has no column " + path);
		}
		return addColumns(pipeline, table, path.parent(), List.of(present.relaxed()));
	}

	/**
	 * Drops a table with all its rows.
	 */
	ChangePlan drop(String pipeline, @Nullable String given) {
		TableName table = this.writers.table(pipeline, given);
		TableProfile profile = this.tables.profile(table);
		if (profile == null) {
			return ChangePlan.none(table, "table " + table + " is not there");
		}
		String rows = (profile.rows() != null) ? "about " + profile.rows() + " rows" : "all its rows";
		return new ChangePlan(table, List.of("table " + table + " is dropped with " + rows), obstacles(table),
				Map.of("rows", rows, "columns", Integer.toString(profile.table().schema().columnCount())), Map.of(),
				true, () -> this.removal.drop(table, () -> obstacles(table)));
	}

	private List<String> obstacles(TableName table) {
		return this.writers.of(table).stream().flatMap((name) -> this.loading.obstacles(name, table).stream()).toList();
	}

	private TableDescription existing(TableName table) {
		TableDescription found = this.tables.describe(table);
		if (found == null) {
			throw new OperationRefusedException(Why.UNKNOWN,
					"table " + table + " is not there: create it, which its first record does, too");
		}
		return found;
	}

	private static FieldPath path(@Nullable FieldPath parent, Column column) {
		return (parent != null) ? parent.child(column.name()) : FieldPath.of(column.name());
	}

}
