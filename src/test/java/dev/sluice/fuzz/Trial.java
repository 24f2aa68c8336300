package dev.sluice.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

import dev.sluice.fixtures.OneRecord;
import dev.sluice.record.Failure;
import dev.sluice.table.Column;
import dev.sluice.table.ColumnAdditions;
import dev.sluice.table.FieldPath;
import dev.sluice.table.RowWriter;
import dev.sluice.table.TableName;
import dev.sluice.transform.RecordSink;
import dev.sluice.transform.Transform;
import org.jspecify.annotations.Nullable;

/**
 * What the transform says of one record.
 */
final class Trial implements RecordSink {

	final List<Failure> failures = new ArrayList<>();

	final List<String> missing = new ArrayList<>();

	final List<String> rules = new ArrayList<>();

	final ColumnAdditions additions = new ColumnAdditions();

	private final EncodedRecord rows;

	private boolean open;

	private boolean hasRows;

	private Trial(EncodedRecord rows) {
		this.rows = rows;
	}

	/**
	 * Transforms a record.
	 * @param rows takes its rows
	 */
	static Trial of(Transform transform, byte[] record, EncodedRecord rows) {
		rows.clear();
		Trial trial = new Trial(rows);
		transform.transform(OneRecord.of("orders").withValue(record), 0, trial);
		if (trial.failures.isEmpty() && trial.missing.isEmpty()) {
			trial.end();
		}
		return trial;
	}

	/**
	 * Whether there is one verdict: rows, a rule, or a failure.
	 */
	boolean isOne() {
		return this.failures.isEmpty() ? this.hasRows == this.rules.isEmpty()
				: this.failures.size() == 1 && this.rules.isEmpty();
	}

	private void end() {
		if (this.open) {
			this.rows.end();
		}
		this.open = false;
	}

	@Override
	public RowWriter row(TableName table) {
		if (this.missing.isEmpty()) {
			end();
		}
		else {
			this.rows.clear();
		}
		this.open = true;
		this.hasRows = true;
		return this.rows.begin();
	}

	@Override
	public void dropRow() {
		throw new IllegalStateException("a row is dropped");
	}

	@Override
	public void missing(@Nullable FieldPath parent, Column column) {
		this.missing.add(Verdict.missing(parent, column));
		this.additions.add(parent, column);
	}

	@Override
	public void waits(CompletionStage<?> until, String cause) {
		throw new IllegalStateException("waits for " + cause);
	}

	@Override
	public void bad(Failure failure) {
		this.failures.add(failure);
	}

	@Override
	public void badPart(byte[] value, Failure failure) {
		throw new IllegalStateException("bad part: " + failure);
	}

	@Override
	public void filtered(String rule) {
		this.rules.add(rule);
	}

}
