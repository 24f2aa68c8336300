package dev.sluice.transform;

import java.util.Locale;

import dev.sluice.table.Column;
import dev.sluice.table.ColumnType.Kind;
import dev.sluice.table.RowLayout;

/**
 * A column for one thing that is known of every record.
 *
 * @param source the thing
 * @param column the column as a new table gets it
 */
record SourceColumn(Source source, Column column) {

	/** The column of a header's name in the struct of headers. */
	static final String HEADER_KEY = "key";

	/** The column of a header's value in the struct of headers. */
	static final String HEADER_VALUE = "value";

	/**
	 * Whether a field of a table can take it.
	 */
	boolean fits(RowLayout layout, int field) {
		Kind kind = layout.kind(field);
		if (layout.repeated(field) != (this.source == Source.HEADERS)) {
			return false;
		}
		return switch (this.source) {
			case TOPIC -> kind == Kind.STRING;
			case PARTITION, OFFSET -> kind == Kind.INT64;
			case TIMESTAMP -> kind == Kind.TIMESTAMP;
			case KEY -> kind == Kind.BYTES || kind == Kind.STRING;
			case HEADERS -> kind == Kind.STRUCT && fitsHeader(layout.nested(field));
			case RAW -> kind == Kind.BYTES || kind == Kind.STRING || kind == Kind.JSON;
		};
	}

	private static boolean fitsHeader(RowLayout header) {
		int key = header.field(HEADER_KEY);
		int value = header.field(HEADER_VALUE);
		return key != RowLayout.NONE && header.kind(key) == Kind.STRING && !header.repeated(key)
				&& value != RowLayout.NONE && header.kind(value) == Kind.BYTES && !header.repeated(value);
	}

	/** What a column can hold. */
	enum Source {

		TOPIC, PARTITION, OFFSET, TIMESTAMP, KEY, HEADERS, RAW;

		/** The thing's name in sentences. */
		String words() {
			return (this == RAW) ? "value" : name().toLowerCase(Locale.ROOT);
		}

	}

}
