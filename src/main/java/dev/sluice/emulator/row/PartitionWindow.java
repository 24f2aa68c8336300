package dev.sluice.emulator.row;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;

import dev.sluice.emulator.catalog.Field;
import dev.sluice.emulator.catalog.Table;
import dev.sluice.emulator.catalog.TimePartitioning;
import org.jspecify.annotations.Nullable;

/**
 * The time that rows can be streamed to in a table that is partitioned by a column: from
 * 3,650 days ago to 366 days ahead, as BigQuery has it for the Storage Write API and for
 * streaming inserts.
 *
 * @see <a href=
 * "https://cloud.google.com/bigquery/docs/write-api-streaming#time-unit_column_partitioning">Time-unit
 * column partitioning</a>
 */
public final class PartitionWindow {

	private static final int DAYS_BACK = 3650;

	private static final int DAYS_AHEAD = 366;

	private final Table table;

	private final int slot;

	private final Instant now;

	private PartitionWindow(Table table, int slot, Instant now) {
		this.table = table;
		this.slot = slot;
		this.now = now;
	}

	/**
	 * Returns the window of a table; all time if none of its columns partitions it.
	 */
	public static PartitionWindow of(Table table, Instant now) {
		int slot = table.definition()
			.timePartitioning()
			.map(TimePartitioning::field)
			.map((name) -> slot(table.schema().fields(), name))
			.orElse(-1);
		return new PartitionWindow(table, slot, now);
	}

	private static int slot(List<Field> fields, String name) {
		for (int i = 0; i < fields.size(); i++) {
			if (fields.get(i).name().equalsIgnoreCase(name)) {
				return i;
			}
		}
		return -1;
	}

	/**
	 * Returns the column that partitions the table, empty if none does.
	 */
	public String column() {
		return (this.slot >= 0) ? this.table.schema().fields().get(this.slot).name() : "";
	}

	/**
	 * Returns what is wrong with a row's partition, {@code null} if nothing is.
	 * @param plan how the row is encoded
	 * @param buffer where the row is, from {@code from} to {@code to}
	 */
	public @Nullable String problem(WirePlan plan, byte[] buffer, int from, int to) {
		Object value = (this.slot >= 0) ? plan.value(this.slot, buffer, from, to) : null;
		Instant time = (value instanceof LocalDate date) ? date.atStartOfDay().toInstant(ZoneOffset.UTC)
				: (value instanceof LocalDateTime dateTime) ? dateTime.toInstant(ZoneOffset.UTC) : (Instant) value;
		if (time == null || (time.isAfter(this.now.minus(Duration.ofDays(DAYS_BACK)))
				&& time.isBefore(this.now.plus(Duration.ofDays(DAYS_AHEAD))))) {
			return null;
		}
		return "Value " + value + " for field " + column() + " of the destination table " + this.table.id()
				+ " is outside the allowed bounds. You can only stream to date range within " + DAYS_BACK
				+ " days in the past and " + DAYS_AHEAD + " days in the future relative to the current date.";
	}

}
