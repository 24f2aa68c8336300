package dev.sluice.fuzz;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import dev.sluice.record.Reason;
import dev.sluice.table.Column;
import dev.sluice.table.ColumnType;
import dev.sluice.transform.OnUnknownField;
import org.jspecify.annotations.Nullable;

/**
 * What names stand for.
 */
final class OracleNames {

	private static final Pattern REFUSED = Pattern.compile("[^\\p{L}\\p{N}\\p{M}\\p{Pc}\\p{Pd} &%=+:'<>#|]");

	/** What names get an underscore before. */
	private static final Pattern PREFIXED = Pattern
		.compile("|\\p{N}.*|(?:_table_|_file_|_partition|_row_timestamp|__root__|_colidentifier"
				+ "|_change_sequence_number|_change_type|_change_timestamp).*", Pattern.DOTALL);

	private static final int LONGEST = 300;

	private final Settings settings;

	OracleNames(Settings settings) {
		this.settings = settings;
	}

	/**
	 * What a name stands for in an object.
	 * @param columns the columns of the table or struct
	 */
	Target target(List<Column> columns, String name, boolean topLevel) {
		boolean adds = this.settings.onUnknownField() == OnUnknownField.ADD;
		Column column = find(columns, name);
		String columnName = (column != null) ? column.name() : column(name);
		if (columnName.codePointCount(0, columnName.length()) > LONGEST) {
			return new Target("other " + name, null, adds ? Reason.BAD_NAME : null);
		}
		if (topLevel && this.settings.overflows() && folded(columnName).equals(Settings.OVERFLOW_COLUMN)) {
			return new Target("overflow column", null, Reason.BAD_NAME);
		}
		column = find(columns, columnName);
		if (column != null) {
			return new Target("column " + column.name(), column, null);
		}
		return new Target("other " + (adds ? folded(columnName) : name), null, null);
	}

	/**
	 * The name of a column for a field; may be too long.
	 */
	static String column(String field) {
		String name = REFUSED.matcher(field).replaceAll("_");
		return PREFIXED.matcher(folded(name)).matches() ? "_" + name : name;
	}

	static String folded(String name) {
		return name.toLowerCase(Locale.ROOT);
	}

	static @Nullable Column find(List<Column> columns, String name) {
		String folded = folded(name);
		for (Column column : columns) {
			if (folded(column.name()).equals(folded)) {
				return column;
			}
		}
		return null;
	}

	/**
	 * Finds the REQUIRED columns that have no value.
	 * @param unfilled takes their paths
	 */
	@SuppressWarnings("unchecked")
	static void unfilled(List<Column> columns, Map<String, Object> row, String path, Set<String> unfilled) {
		for (Column column : columns) {
			Object value = row.get(column.name());
			boolean defaulted = value == null && path.isEmpty() && column.defaultExpression() != null;
			if (column.mode() == Column.Mode.REQUIRED && !defaulted && (value == null || value == Verdict.NULL)) {
				unfilled.add(path + column.name());
			}
			if (value != null && value != Verdict.NULL && column.type() instanceof ColumnType.Struct struct) {
				List<?> structs = (value instanceof List<?> several) ? several : List.of(value);
				for (Object inside : structs) {
					unfilled(struct.columns(), (Map<String, Object>) inside, path + column.name() + ".", unfilled);
				}
			}
		}
	}

	/**
	 * What a name stands for.
	 *
	 * @param id the same for all names that stand for the same
	 * @param column the column, if there is one
	 * @param fault why an object must not have it
	 */
	record Target(String id, @Nullable Column column, @Nullable Reason fault) {

	}

}
