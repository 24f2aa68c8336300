package dev.sluice.schema.snowplow;

import dev.sluice.table.Column;
import dev.sluice.table.ColumnType;

/**
 * A column of the enriched event's TSV.
 *
 * @param name its name, also in the table
 * @param kind how its text is read
 * @param required whether it must not be empty
 * @param maxLength the longest text in UTF-16 code units, as the schema {@code atomic}
 * has it; {@link Integer#MAX_VALUE} where it sets no limit
 */
public record AtomicColumn(String name, Kind kind, boolean required, int maxLength) {

	/**
	 * Whether the table has the column: all but the JSON ones.
	 */
	public boolean isLoaded() {
		return this.kind != Kind.CONTEXTS && this.kind != Kind.UNSTRUCT_EVENT;
	}

	/**
	 * The column in a table of a layout.
	 */
	public Column column(ColumnLayout layout) {
		ColumnType type = type(layout);
		return this.required ? Column.required(this.name, type) : Column.nullable(this.name, type);
	}

	private ColumnType type(ColumnLayout layout) {
		return switch (this.kind) {
			case STRING, UUID -> ColumnType.STRING;
			case INTEGER -> ColumnType.INT64;
			case DOUBLE -> ColumnType.FLOAT64;
			case MONEY -> (layout == ColumnLayout.V2) ? ColumnType.NUMERIC : ColumnType.FLOAT64;
			case BOOLEAN -> ColumnType.BOOL;
			case TIMESTAMP -> ColumnType.TIMESTAMP;
			case CONTEXTS, UNSTRUCT_EVENT -> ColumnType.JSON;
		};
	}

	/** How the text of a column is read. */
	public enum Kind {

		STRING, UUID, INTEGER, DOUBLE, MONEY, BOOLEAN, TIMESTAMP, CONTEXTS, UNSTRUCT_EVENT

	}

}
