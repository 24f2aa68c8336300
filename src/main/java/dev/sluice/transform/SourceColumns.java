package dev.sluice.transform;

import java.util.ArrayList;
import java.util.List;

import dev.sluice.table.Column;
import dev.sluice.table.ColumnType;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a pipeline for what Kafka knows of a record, and for its original value.
 * Immutable.
 */
public final class SourceColumns {

	private final List<SourceColumn> columns = new ArrayList<>();

	public SourceColumns(ColumnsProperties names) {
		add(SourceColumn.Source.TOPIC, names.topic(), ColumnType.STRING);
		add(SourceColumn.Source.PARTITION, names.partition(), ColumnType.INT64);
		add(SourceColumn.Source.OFFSET, names.offset(), ColumnType.INT64);
		add(SourceColumn.Source.TIMESTAMP, names.timestamp(), ColumnType.TIMESTAMP);
		add(SourceColumn.Source.KEY, names.key(), ColumnType.BYTES);
		if (names.headers() != null) {
			this.columns.add(new SourceColumn(SourceColumn.Source.HEADERS, headers(names.headers())));
		}
		add(SourceColumn.Source.RAW, names.raw(), switch (names.rawType()) {
			case BYTES -> ColumnType.BYTES;
			case STRING -> ColumnType.STRING;
			case JSON -> ColumnType.JSON;
		});
	}

	/**
	 * The columns as a new table gets them.
	 */
	public List<Column> columns() {
		return this.columns.stream().map(SourceColumn::column).toList();
	}

	/**
	 * A new writer of these columns, for one thread.
	 */
	public SourceColumnsWriter writer() {
		return new SourceColumnsWriter(this.columns);
	}

	private void add(SourceColumn.Source source, @Nullable String name, ColumnType type) {
		if (name != null) {
			this.columns.add(new SourceColumn(source, Column.nullable(name, type)));
		}
	}

	private static Column headers(String name) {
		return Column.repeated(name,
				new ColumnType.Struct(List.of(Column.nullable(SourceColumn.HEADER_KEY, ColumnType.STRING),
						Column.nullable(SourceColumn.HEADER_VALUE, ColumnType.BYTES))));
	}

}
