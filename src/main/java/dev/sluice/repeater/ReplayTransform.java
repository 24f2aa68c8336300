package dev.sluice.repeater;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

import dev.sluice.deadletter.DeadLetterHeaders;
import dev.sluice.deadletter.OriginalView;
import dev.sluice.record.Failure;
import dev.sluice.record.Reason;
import dev.sluice.record.RecordBatch;
import dev.sluice.table.TableName;
import dev.sluice.transform.RecordSink;
import dev.sluice.transform.Transform;

/**
 * Dead letters into the rows that their originals make now.
 */
final class ReplayTransform implements Transform {

	private final ReplayPlan plan;

	private final Transform originals;

	private final Transform rows;

	private final Function<TableName, CompletionStage<?>> renewal;

	private final Map<TableName, CompletionStage<?>> renewed = new HashMap<>();

	/**
	 * A transform for one replay.
	 * @param plan says which letters are meant
	 * @param originals transforms the pipeline's records
	 * @param rows transforms letters that hold a row instead
	 * @param renewal has a table looked at anew; a letter waits for the table that it was
	 * meant for
	 */
	ReplayTransform(ReplayPlan plan, Transform originals, Transform rows,
			Function<TableName, CompletionStage<?>> renewal) {
		this.plan = plan;
		this.originals = originals;
		this.rows = rows;
		this.renewal = renewal;
	}

	@Override
	public void transform(RecordBatch letters, int index, RecordSink sink) {
		String rule = this.plan.passesOver(letters, index);
		if (rule != null) {
			sink.filtered(rule);
			return;
		}
		OriginalView original = OriginalView.of(letters, index);
		TableName table = original.facts().table();
		CompletionStage<?> current = (table != null) ? this.renewed.computeIfAbsent(table, this.renewal) : null;
		if (current != null && !current.toCompletableFuture().isDone()) {
			sink.waits(current, "the columns that table " + table + " has now");
			return;
		}
		String omitted = original.facts().omitted();
		if (omitted == null) {
			this.originals.transform(original, 0, sink);
		}
		else if (DeadLetterHeaders.ROW_INSTEAD.equals(omitted)) {
			this.rows.transform(letters, index, sink);
		}
		else {
			sink.bad(new Failure(reason(original), "the letter does not hold the original's value: " + omitted));
		}
	}

	private static Reason reason(OriginalView original) {
		for (Reason reason : Reason.values()) {
			if (reason.code().equals(original.facts().reason())) {
				return reason;
			}
		}
		return Reason.TOO_LARGE;
	}

}
