package dev.sluice.administration.tables;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.sluice.mutator.SchemaChange.Kind;
import dev.sluice.table.FieldPath;
import org.jspecify.annotations.Nullable;

/**
 * What the history says of a table as it is now: nothing of tables of the same name that
 * were there before.
 *
 * @param creation how it was created, or {@code null} if Sluice has not done it
 * @param columns what became of its columns, by their paths in lower case
 */
record TableHistory(@Nullable HistoryEntry creation, Map<String, List<HistoryEntry>> columns) {

	/** How far clocks may be apart. */
	private static final Duration SKEW = Duration.ofMinutes(1);

	/**
	 * The history of a table.
	 * @param entries all changes of tables of its name, in their order
	 * @param createdAt when the present one was created, or {@code null} if that is
	 * unknown
	 */
	static TableHistory of(List<HistoryEntry> entries, @Nullable Instant createdAt) {
		HistoryEntry creation = null;
		Map<String, List<HistoryEntry>> columns = new HashMap<>();
		for (HistoryEntry entry : entries) {
			String path = entry.path();
			if (createdAt != null && entry.at().isBefore(createdAt.minus(SKEW))) {
				continue;
			}
			if (path == null) {
				creation = (entry.kind() == Kind.CREATED) ? entry : null;
				columns.clear();
			}
			else {
				columns.computeIfAbsent(path.toLowerCase(Locale.ROOT), (key) -> new ArrayList<>()).add(entry);
			}
		}
		return new TableHistory(creation, columns);
	}

	/**
	 * What became of a column.
	 */
	List<HistoryEntry> of(FieldPath path) {
		return this.columns.getOrDefault(path.toString().toLowerCase(Locale.ROOT), List.of());
	}

}
