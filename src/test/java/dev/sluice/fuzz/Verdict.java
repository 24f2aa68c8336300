package dev.sluice.fuzz;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import dev.sluice.record.Reason;
import dev.sluice.table.Column;
import dev.sluice.table.FieldPath;
import org.jspecify.annotations.Nullable;

/**
 * What shall become of a record. A row is a map by column name whose values are of the
 * types of {@code java.lang}, {@code java.math} and {@code java.time}, byte strings,
 * lists, maps, and {@link #NULL} where the record says null.
 *
 * @param faults the reasons for which it may be bad; empty if it is good
 * @param missing the columns that it needs and the table lacks, see {@link #missing}
 * @param rows its rows; of no meaning where columns are missing
 * @param unfilled the paths of the REQUIRED columns without a value
 * @param rule the rule that drops it
 */
record Verdict(Set<Reason> faults, List<String> missing, List<Map<String, Object>> rows, Set<String> unfilled,
		@Nullable String rule) {

	/** An explicit null. */
	static final Object NULL = new Object() {

		@Override
		public String toString() {
			return "NULL";
		}

	};

	/**
	 * How a missing column is noted: without the case of its own name, which depends on
	 * the spelling that was seen first.
	 */
	static String missing(@Nullable FieldPath parent, Column column) {
		String name = column.name().toLowerCase(Locale.ROOT);
		return new Column(name, column.type(), column.mode(), null, null) + " in " + parent;
	}

}
