package dev.sluice.pipeline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

import dev.sluice.mutator.TableState;
import dev.sluice.record.Failure;
import dev.sluice.record.Reason;
import dev.sluice.schema.snowplow.ShreddedType;
import dev.sluice.table.Column;
import dev.sluice.table.ColumnAdditions;
import dev.sluice.table.ColumnCause;
import dev.sluice.table.FieldPath;
import dev.sluice.table.RecordWriter;
import dev.sluice.table.RowLayout;
import dev.sluice.table.RowWriter;
import dev.sluice.table.TableName;
import dev.sluice.transform.RecordSink;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one record while it is being transformed, and the verdict on it. Also
 * gathers what records need that their tables lack. Owned by one listener thread.
 */
final class RowAssembly implements RecordSink {

	private final RecordWriter writer;

	private final TableTargets targets;

	private final boolean relaxes;

	private final List<Need> needs = new ArrayList<>();

	private final List<Wait> waits = new ArrayList<>();

	private final List<BadPart> badParts = new ArrayList<>();

	private final Set<ShreddedType> lackingTypes = new LinkedHashSet<>();

	private TableTargets.Target[] rowTargets = new TableTargets.Target[4];

	private Verdict verdict = Verdict.NONE;

	/** Whether a table of its rows is not known yet, or cannot be used. */
	private boolean unready;

	private @Nullable Failure failure;

	private TableTargets.@Nullable Target current;

	/**
	 * An assembly for one thread.
	 * @param writer writes rows as the tables' way into BigQuery takes them
	 * @param targets the tables
	 * @param relaxes whether a REQUIRED column that a row lacks shall become NULLABLE
	 */
	RowAssembly(RecordWriter writer, TableTargets targets, boolean relaxes) {
		this.writer = writer;
		this.targets = targets;
		this.relaxes = relaxes;
	}

	/**
	 * Forgets the record before.
	 */
	void begin() {
		this.writer.clear();
		this.verdict = Verdict.NONE;
		this.unready = false;
		this.current = null;
		this.failure = null;
		if (!this.needs.isEmpty()) {
			this.needs.clear();
		}
		if (!this.lackingTypes.isEmpty()) {
			this.lackingTypes.clear();
		}
		if (!this.waits.isEmpty()) {
			this.waits.clear();
		}
		if (!this.badParts.isEmpty()) {
			this.badParts.clear();
		}
	}

	@Override
	public RowWriter row(TableName table) {
		endRow();
		TableTargets.Target target = lookUp(table);
		this.current = target;
		int row = this.writer.rows();
		if (row == this.rowTargets.length) {
			this.rowTargets = Arrays.copyOf(this.rowTargets, row * 2);
		}
		this.rowTargets[row] = target;
		if (target.state() instanceof TableState.Ready) {
			decide(Verdict.ROWS);
		}
		else {
			decide(Verdict.WAIT);
			this.unready = true;
			this.needs.add(new Need(target, RowAssembly::nothing));
		}
		this.writer.begin(target.state().layout());
		return this.writer;
	}

	private TableTargets.Target lookUp(TableName table) {
		try {
			return this.targets.target(table);
		}
		catch (RuntimeException ex) {
			throw new TableUnreachableException(table, ex);
		}
	}

	@Override
	public void missing(@Nullable FieldPath parent, Column column) {
		boolean tight = has(parent, column);
		need(parent, column, (additions) -> {
			if (tight) {
				additions.addRelaxing(parent, column);
			}
			else {
				additions.add(parent, column);
			}
		});
	}

	private boolean has(@Nullable FieldPath parent, Column column) {
		TableTargets.Target target = this.current;
		FieldPath path = (parent != null) ? parent.child(column.name()) : FieldPath.of(column.name());
		return target != null && target.state().layout().schema().find(path) != null;
	}

	@Override
	public void missing(@Nullable FieldPath parent, Column column, ShreddedType type) {
		missing(parent, column);
		if (this.verdict == Verdict.FAILED_INSERT) {
			this.lackingTypes.add(type);
		}
	}

	private static void nothing(ColumnAdditions additions) {
	}

	private void need(@Nullable FieldPath parent, Column column, Consumer<ColumnAdditions> request) {
		TableTargets.Target target = this.current;
		if (target == null) {
			throw new IllegalStateException("a column is missing before its row has begun");
		}
		if (target.state() instanceof TableState.Ready ready) {
			TableState.ColumnVerdict refused = ready.refused().on(parent, column);
			if (refused instanceof TableState.ColumnVerdict.Refused no) {
				bad(no.failure().apply((parent != null) ? parent.child(column.name()) : FieldPath.of(column.name())));
				return;
			}
			if (refused instanceof TableState.ColumnVerdict.Overdue) {
				decide(Verdict.FAILED_INSERT);
				return;
			}
		}
		decide(Verdict.WAIT);
		this.needs.add(new Need(target, request));
	}

	@Override
	public void waits(CompletionStage<?> until, String cause) {
		decide(Verdict.WAIT);
		this.waits.add(new Wait(until, cause));
	}

	/** A table that is not known yet lacks every column. */
	@Override
	public void bad(Failure why) {
		if (this.unready && why.reason() == Reason.UNKNOWN_FIELD) {
			return;
		}
		if (this.verdict != Verdict.BAD) {
			this.failure = why;
			decide(Verdict.BAD);
		}
	}

	@Override
	public void dropRow() {
		this.writer.dropRow();
		this.current = null;
	}

	@Override
	public void badPart(byte[] value, Failure why) {
		decide(Verdict.ROWS);
		this.badParts.add(new BadPart(value, why));
	}

	@Override
	public void filtered(String rule) {
		decide(Verdict.FILTERED);
	}

	/** The weightiest verdict wins; their order is their weight. */
	private void decide(Verdict next) {
		if (next.compareTo(this.verdict) > 0) {
			this.verdict = next;
		}
	}

	/**
	 * Ends the record.
	 */
	Verdict end() {
		endRow();
		if (this.verdict == Verdict.NONE) {
			throw new IllegalStateException("a transform has given no verdict on a record");
		}
		return this.verdict;
	}

	private void endRow() {
		TableTargets.Target target = this.current;
		if (target == null) {
			return;
		}
		FieldPath lacking = this.writer.endRow();
		if (lacking == null || this.verdict == Verdict.BAD || this.verdict == Verdict.FILTERED) {
			return;
		}
		Column column = target.state().layout().schema().find(lacking);
		if (this.relaxes && column != null) {
			FieldPath parent = lacking.parent();
			need(parent, column.relaxed(), (additions) -> additions.addRelaxing(parent, column.relaxed()));
		}
		else if (this.verdict == Verdict.ROWS) {
			bad(new Failure(Reason.MISSING_VALUE, "required column '" + lacking + "' has no value",
					lacking.toString()));
		}
	}

	Failure failure() {
		Failure why = this.failure;
		if (why == null) {
			throw new IllegalStateException("the record is not bad");
		}
		return why;
	}

	/**
	 * The table of the record's last row, if it came so far.
	 */
	@Nullable TableName table() {
		return (this.current != null) ? this.current.table() : null;
	}

	/**
	 * The types of the columns for which a failed insert waits, as far as they have
	 * names.
	 */
	Set<ShreddedType> lackingTypes() {
		return this.lackingTypes;
	}

	int rows() {
		return this.writer.rows();
	}

	/**
	 * How often the record will be settled, by its rows and its bad parts.
	 */
	int outcomes() {
		return rows() + this.badParts.size();
	}

	RecordWriter writer() {
		return this.writer;
	}

	/**
	 * The layout that a row was encoded with.
	 */
	RowLayout layout(int row) {
		return this.rowTargets[row].state().layout();
	}

	TableTargets.Target target(int row) {
		return this.rowTargets[row];
	}

	/**
	 * Parts of the record that are bad while its rows are not.
	 */
	List<BadPart> badParts() {
		return this.badParts;
	}

	/**
	 * What else than tables the record waits for.
	 */
	List<Wait> waits() {
		return List.copyOf(this.waits);
	}

	/**
	 * Adds what the record needs to what others need.
	 * @param cause the record, or {@code null} if nothing comes of it
	 */
	void collectNeeds(Map<TableName, ColumnAdditions> wanted, @Nullable ColumnCause cause) {
		for (Need need : this.needs) {
			ColumnAdditions additions = wanted.computeIfAbsent(need.target().table(), (table) -> new ColumnAdditions());
			additions.because(cause);
			need.request().accept(additions);
		}
	}

	/**
	 * What is to be done with a record, by rising weight.
	 */
	enum Verdict {

		/** The transform has not said anything. */
		NONE,

		/** A rule drops it. */
		FILTERED,

		/** Its rows can be appended, and its bad parts kept. */
		ROWS,

		/** Its rows go to the failed-inserts topic. */
		FAILED_INSERT,

		/** It is transformed again when its tables are ready. */
		WAIT,

		/** It can never be loaded. */
		BAD

	}

	/**
	 * Something that a record waits for.
	 *
	 * @param until completes when it is worth trying again
	 * @param cause what is waited for, in words
	 */
	record Wait(CompletionStage<?> until, String cause) {

	}

	private record Need(TableTargets.Target target, Consumer<ColumnAdditions> request) {

	}

}
