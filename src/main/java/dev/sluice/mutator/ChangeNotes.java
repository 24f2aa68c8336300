package dev.sluice.mutator;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

import dev.sluice.mutator.SchemaChange.Kind;
import dev.sluice.table.Column;
import dev.sluice.table.ColumnAdditions;
import dev.sluice.table.ColumnCause;
import dev.sluice.table.FieldPath;
import dev.sluice.table.TableName;
import dev.sluice.table.TableSchema;
import org.jspecify.annotations.Nullable;

/**
 * Notes the changes of one table.
 *
 * @param table the table
 * @param history remembers them
 * @param time tells the time
 */
record ChangeNotes(TableName table, SchemaHistory history, InstantSource time) {

	/**
	 * Notes that the table has been created.
	 * @param schema its columns
	 * @param additions the columns that records or people want, with their causes
	 */
	void created(TableSchema schema, ColumnAdditions additions) {
		List<SchemaChange> changes = new ArrayList<>();
		changes.add(new SchemaChange(this.table, Kind.CREATED, null, null, this.time.instant(), additions.cause()));
		List<MissingColumn> wanted = MissingColumn.of(additions, TableSchema.EMPTY);
		schema.columns()
			.forEach((column) -> changes.add(new SchemaChange(this.table, Kind.ADDED, FieldPath.of(column.name()),
					column, this.time.instant(), cause(wanted, column.name()))));
		this.history.note(changes);
	}

	private static @Nullable ColumnCause cause(List<MissingColumn> wanted, String name) {
		return wanted.stream()
			.filter((column) -> column.parent() == null && column.column().name().equalsIgnoreCase(name))
			.map(MissingColumn::cause)
			.findFirst()
			.orElse(null);
	}

	/**
	 * Notes that columns have been added or relaxed, those that are there now.
	 */
	void changed(List<MissingColumn> columns, TableSchema before, TableSchema after) {
		List<SchemaChange> changes = new ArrayList<>();
		for (MissingColumn column : columns) {
			Column now = after.find(column.path());
			if (now != null) {
				Kind kind = (before.find(column.path()) != null) ? Kind.RELAXED : Kind.ADDED;
				changes
					.add(new SchemaChange(this.table, kind, column.path(), now, this.time.instant(), column.cause()));
			}
		}
		if (!changes.isEmpty()) {
			this.history.note(changes);
		}
	}

}
