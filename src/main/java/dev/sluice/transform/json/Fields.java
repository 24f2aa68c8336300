package dev.sluice.transform.json;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import dev.sluice.table.ColumnName;
import dev.sluice.table.ColumnType;
import dev.sluice.table.RowLayout;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a layout by the keys that records use for them: a hash table of the
 * spellings seen so far. Names that differ by case, by escape sequences or by characters
 * that BigQuery refuses stand for the same field, and cost no more from the second time
 * on. Not thread-safe.
 */
final class Fields {

	private final RowLayout layout;

	private final Set<String> reserved;

	private final boolean namedAsColumns;

	private final Spellings spellings;

	private final Map<Integer, Field> columns = new HashMap<>();

	private final Map<String, Field> others = new HashMap<>();

	private final Key<Field> start = new Key<>(new byte[0], "", Field.unknown(""));

	private final KeyTable<Field> keys = new KeyTable<>();

	/**
	 * Compiles a layout.
	 * @param reserved names of columns, in lower case, that records may not fill
	 * @param namedAsColumns whether fields without a column are told apart by the column
	 * that they would have, rather than by their own name
	 */
	Fields(RowLayout layout, Set<String> reserved, boolean namedAsColumns) {
		this(layout, reserved, namedAsColumns, new Spellings());
	}

	private Fields(RowLayout layout, Set<String> reserved, boolean namedAsColumns, Spellings spellings) {
		this.layout = layout;
		this.reserved = reserved;
		this.namedAsColumns = namedAsColumns;
		this.spellings = spellings;
	}

	RowLayout layout() {
		return this.layout;
	}

	/**
	 * Stands before the first key of an object.
	 */
	Key<Field> start() {
		return this.start;
	}

	/**
	 * How many spellings were seen, here and in structs.
	 */
	Spellings spellings() {
		return this.spellings;
	}

	/**
	 * The key of a spelling that was seen before, or {@code null}.
	 */
	@Nullable Key<Field> find(byte[] bytes, int from, int to) {
		return this.keys.find(bytes, from, to);
	}

	/**
	 * Learns a spelling.
	 * @param spelling the bytes between the quotes
	 * @param text the key's text
	 * @return the key, or {@code null} if its name cannot become a column's name and has
	 * to
	 */
	@Nullable Key<Field> learn(byte[] spelling, String text) {
		Field field = field(text);
		if (field == null) {
			return null;
		}
		this.spellings.count++;
		Key<Field> key = new Key<>(spelling, text, field);
		this.keys.add(key);
		return key;
	}

	private @Nullable Field field(String text) {
		byte[] name = text.getBytes(StandardCharsets.UTF_8);
		int index = this.layout.field(name, 0, name.length, RowLayout.NONE);
		String columnName = (index != RowLayout.NONE) ? this.layout.column(index).name() : ColumnName.of(text);
		if (columnName == null) {
			return this.namedAsColumns ? null : other(text, text);
		}
		if (this.layout.path() == null && this.reserved.contains(folded(columnName))) {
			return this.others.computeIfAbsent(folded(columnName), (folded) -> Field.reserved(columnName));
		}
		if (index == RowLayout.NONE) {
			index = this.layout.field(columnName);
		}
		if (index != RowLayout.NONE) {
			return this.columns.computeIfAbsent(index, this::column);
		}
		return this.namedAsColumns ? other(folded(columnName), columnName) : other(text, text);
	}

	private Field column(int index) {
		Fields nested = (this.layout.kind(index) == ColumnType.Kind.STRUCT)
				? new Fields(this.layout.nested(index), this.reserved, this.namedAsColumns, this.spellings) : null;
		return Field.of(this.layout, index, nested);
	}

	private Field other(String id, String name) {
		return this.others.computeIfAbsent(id, (absent) -> Field.unknown(name));
	}

	private static String folded(String name) {
		return name.toLowerCase(Locale.ROOT);
	}

	/**
	 * The number of spellings in a table and its structs. Records whose keys are never
	 * the same twice must not use up the memory.
	 */
	static final class Spellings {

		/** As many as a table may have columns. */
		private static final int MOST = 10_000;

		private int count;

		/**
		 * Whether the table should be made anew before the next record.
		 */
		boolean areMany() {
			return this.count >= MOST;
		}

		/**
		 * Whether one record alone has more than a table may have columns.
		 */
		boolean areTooMany() {
			return this.count >= 2 * MOST;
		}

	}

}
