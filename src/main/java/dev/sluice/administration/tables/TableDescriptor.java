package dev.sluice.administration.tables;

import java.time.Instant;
import java.util.List;

import dev.sluice.table.Column;
import dev.sluice.table.ColumnType;
import dev.sluice.table.FieldPath;
import dev.sluice.table.TableName;
import dev.sluice.warehouse.Partitioning;
import dev.sluice.warehouse.TableProfile;
import org.jspecify.annotations.Nullable;

/**
 * A table, and where its columns come from.
 *
 * @param table the table
 * @param pipelines the pipelines of this instance that write to it, or may
 * @param description what people are told of it
 * @param location where BigQuery keeps it
 * @param partitioning how it is divided
 * @param clustering the columns that it is sorted by
 * @param requirePartitionFilter whether queries must name partitions
 * @param createdAt when it was created
 * @param expiresAt when BigQuery drops it
 * @param rows about how many rows it has
 * @param bytes their size, that of rows which were streamed just now left out
 * @param creation how Sluice has created it, or {@code null} if it has not, or that is
 * not known
 * @param historyProblem why nothing is known of the history, if so
 * @param columns its columns
 */
public record TableDescriptor(String table, List<String> pipelines, @Nullable String description,
		@Nullable String location, @Nullable Partitioning partitioning, List<String> clustering,
		boolean requirePartitionFilter, @Nullable Instant createdAt, @Nullable Instant expiresAt, @Nullable Long rows,
		@Nullable Long bytes, @Nullable HistoryEntry creation, @Nullable String historyProblem,
		List<ColumnDescriptor> columns) {

	static TableDescriptor of(TableName table, List<String> pipelines, TableProfile profile, TableHistory history,
			@Nullable String historyProblem) {
		return new TableDescriptor(table.toString(), pipelines, profile.description(), profile.table().location(),
				profile.table().partitioning(), profile.clustering(), profile.requirePartitionFilter(),
				profile.createdAt(), profile.expiresAt(), profile.rows(), profile.bytes(), history.creation(),
				historyProblem, columns(null, profile.table().schema().columns(), history));
	}

	private static List<ColumnDescriptor> columns(@Nullable FieldPath parent, List<Column> columns,
			TableHistory history) {
		return columns.stream().map((column) -> ColumnDescriptor.of(parent, column, history)).toList();
	}

	/**
	 * A column.
	 *
	 * @param name its name
	 * @param type its type
	 * @param mode whether it may be absent or repeated
	 * @param description what people are told of it
	 * @param fields what is in it, if it is a STRUCT
	 * @param history how Sluice has added and relaxed it; what came with the STRUCT
	 * around it is told there
	 */
	public record ColumnDescriptor(String name, String type, Column.Mode mode, @Nullable String description,
			List<ColumnDescriptor> fields, List<HistoryEntry> history) {

		private static ColumnDescriptor of(@Nullable FieldPath parent, Column column, TableHistory history) {
			FieldPath path = (parent != null) ? parent.child(column.name()) : FieldPath.of(column.name());
			boolean struct = column.type() instanceof ColumnType.Struct;
			List<Column> inside = (column.type() instanceof ColumnType.Struct its) ? its.columns() : List.of();
			return new ColumnDescriptor(column.name(), struct ? "STRUCT" : TypeText.of(column), column.mode(),
					column.description(), columns(path, inside, history), history.of(path));
		}

	}

}
