package dev.sluice.emulator.write;

import java.time.Instant;

import dev.sluice.emulator.catalog.ChangeColumns;
import dev.sluice.emulator.catalog.Table;
import dev.sluice.emulator.row.PartitionWindow;
import dev.sluice.emulator.row.RowBatch;
import dev.sluice.emulator.row.WirePlan;
import org.jspecify.annotations.Nullable;

/**
 * What a row must keep to beyond the types of its columns: the window of partitions that
 * can be streamed to, and the forms of change data.
 */
final class RowRules {

	private final WirePlan plan;

	private final PartitionWindow window;

	private final int changeSlot;

	RowRules(WriterSchema schema, Table table, Instant now) {
		this.plan = schema.plan();
		this.window = PartitionWindow.of(table, now);
		this.changeSlot = schema.changes() ? table.schema().fields().size() : -1;
	}

	/**
	 * Returns what is wrong with a row, {@code null} if nothing is.
	 */
	@Nullable String problem(RowBatch batch, int row) {
		byte[] buffer = batch.buffer();
		int from = batch.start(row);
		int to = batch.end(row);
		String problem = this.plan.problem(buffer, from, to);
		if (problem == null) {
			problem = this.window.problem(this.plan, buffer, from, to);
		}
		if (problem == null && this.changeSlot >= 0) {
			problem = change(this.plan.value(this.changeSlot, buffer, from, to),
					this.plan.value(this.changeSlot + 1, buffer, from, to));
		}
		return problem;
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
