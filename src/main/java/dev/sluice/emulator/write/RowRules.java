package dev.sluice.emulator.write;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;

import dev.sluice.emulator.catalog.ChangeColumns;
import dev.sluice.emulator.catalog.Field;
import dev.sluice.emulator.catalog.Table;
import dev.sluice.emulator.catalog.TimePartitioning;
import dev.sluice.emulator.row.RowBatch;
import dev.sluice.emulator.row.WirePlan;
import org.jspecify.annotations.Nullable;

/**
 * What a row must keep to beyond the types of its columns: the window of partitions that
 * can be streamed to, and the forms of change data.
 */
final class RowRules {

	private static final int DAYS_BACK = 3650;

	private static final int DAYS_AHEAD = 366;

	private final WirePlan plan;

	private final Table table;

	private final int partitionSlot;

	private final int changeSlot;

	private final Instant now;

	RowRules(WriterSchema schema, Table table, Instant now) {
		this.plan = schema.plan();
		this.table = table;
		this.now = now;
		this.partitionSlot = table.definition()
			.timePartitioning()
			.map(TimePartitioning::field)
			.map((name) -> slot(table.schema().fields(), name))
			.orElse(-1);
		this.changeSlot = schema.changes() ? table.schema().fields().size() : -1;
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
	 * Returns what is wrong with a row, {@code null} if nothing is.
	 */
	@Nullable String problem(RowBatch batch, int row) {
		byte[] buffer = batch.buffer();
		int from = batch.start(row);
		int to = batch.end(row);
		String problem = this.plan.problem(buffer, from, to);
		if (problem == null && this.partitionSlot >= 0) {
			problem = partition(this.plan.value(this.partitionSlot, buffer, from, to));
		}
		if (problem == null && this.changeSlot >= 0) {
			problem = change(this.plan.value(this.changeSlot, buffer, from, to),
					this.plan.value(this.changeSlot + 1, buffer, from, to));
		}
		return problem;
	}

	private @Nullable String partition(@Nullable Object value) {
		Instant time = (value instanceof LocalDate date) ? date.atStartOfDay().toInstant(ZoneOffset.UTC)
				: (value instanceof LocalDateTime dateTime) ? dateTime.toInstant(ZoneOffset.UTC) : (Instant) value;
		if (time == null || (time.isAfter(this.now.minus(Duration.ofDays(DAYS_BACK)))
				&& time.isBefore(this.now.plus(Duration.ofDays(DAYS_AHEAD))))) {
			return null;
		}
		return "Value " + value + " for field " + this.table.schema().fields().get(this.partitionSlot).name()
				+ " of the destination table " + this.table.id()
				+ " is outside the allowed bounds. You can only stream " + "to date range within " + DAYS_BACK
				+ " days in the past and " + DAYS_AHEAD + " days in the future relative to the current date.";
	}

	private static @Nullable String change(@Nullable Object type, @Nullable Object sequence) {
		if (type != null && !type.equals("UPSERT") && !type.equals("DELETE")) {
			return "The given value is not a valid CHANGE_TYPE: " + type;
		}
		if (sequence != null && !ChangeColumns.valid((String) sequence)) {
			return "The given value is not a valid CHANGE_SEQUENCE_NUMBER: " + sequence;
		}
		return null;
	}

}
