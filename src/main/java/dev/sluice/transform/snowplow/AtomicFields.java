package dev.sluice.transform.snowplow;

import java.util.ArrayList;
import java.util.List;

import dev.sluice.record.Failure;
import dev.sluice.record.Reason;
import dev.sluice.schema.snowplow.AtomicColumn;
import dev.sluice.schema.snowplow.AtomicColumns;
import dev.sluice.schema.snowplow.ColumnLayout;
import dev.sluice.table.Column;
import dev.sluice.table.ColumnType.Kind;
import dev.sluice.table.RowLayout;
import org.jspecify.annotations.Nullable;

/**
 * Where the atomic columns of events go in one layout of a table. Immutable.
 */
final class AtomicFields {

	private final int[] fields = new int[EventLine.COLUMNS];

	private final Action[] actions = new Action[EventLine.COLUMNS];

	private final int loadTstamp;

	private final List<Column> missing = new ArrayList<>();

	private final @Nullable Failure unfit;

	/**
	 * Compiles a layout.
	 * @param layout the table's columns
	 * @param columns how a table should be laid out
	 */
	AtomicFields(RowLayout layout, ColumnLayout columns) {
		Failure problem = null;
		for (int i = 0; i < EventLine.COLUMNS; i++) {
			AtomicColumn column = AtomicColumns.all().get(i);
			this.fields[i] = column.isLoaded() ? layout.field(column.name()) : RowLayout.NONE;
			this.actions[i] = action(column, layout, this.fields[i], columns);
			if (this.actions[i] == Action.UNFIT) {
				problem = (problem != null) ? problem : unfit(layout, this.fields[i]);
			}
			else if (this.fields[i] == RowLayout.NONE && column.isLoaded()) {
				this.missing.add(column.column(columns));
			}
		}
		this.loadTstamp = layout.field(AtomicColumns.LOAD_TSTAMP);
		if (this.loadTstamp == RowLayout.NONE) {
			this.missing.add(AtomicColumns.loadTstamp(columns));
		}
		else if (layout.kind(this.loadTstamp) != Kind.TIMESTAMP || layout.repeated(this.loadTstamp)) {
			problem = (problem != null) ? problem : unfit(layout, this.loadTstamp);
		}
		this.unfit = problem;
	}

	private static Action action(AtomicColumn column, RowLayout layout, int field, ColumnLayout columns) {
		if (field == RowLayout.NONE) {
			return check(column);
		}
		Kind kind = layout.kind(field);
		Action action = switch (column.kind()) {
			case STRING -> (kind == Kind.STRING) ? Action.STRING : Action.UNFIT;
			case UUID -> (kind == Kind.STRING) ? Action.UUID : Action.UNFIT;
			case INTEGER -> (kind == Kind.INT64) ? Action.INTEGER : Action.UNFIT;
			case DOUBLE, MONEY -> number(kind, columns);
			case BOOLEAN -> (kind == Kind.BOOL) ? Action.BOOLEAN : Action.UNFIT;
			case TIMESTAMP -> timestamp(kind, columns);
			case CONTEXTS, UNSTRUCT_EVENT -> Action.NOTHING;
		};
		return layout.repeated(field) ? Action.UNFIT : action;
	}

	/** Columns that the table lacks are read all the same, since they may be in error. */
	private static Action check(AtomicColumn column) {
		return switch (column.kind()) {
			case STRING, CONTEXTS, UNSTRUCT_EVENT -> Action.NOTHING;
			case UUID -> Action.CHECK_UUID;
			case INTEGER -> Action.CHECK_INTEGER;
			case DOUBLE, MONEY -> Action.CHECK_NUMBER;
			case BOOLEAN -> Action.CHECK_BOOLEAN;
			case TIMESTAMP -> Action.CHECK_TIMESTAMP;
		};
	}

	private static Action number(Kind kind, ColumnLayout columns) {
		return switch (kind) {
			case FLOAT64 -> (columns == ColumnLayout.V1) ? Action.FINITE : Action.FLOAT;
			case NUMERIC, BIGNUMERIC -> Action.MONEY;
			default -> Action.UNFIT;
		};
	}

	private static Action timestamp(Kind kind, ColumnLayout columns) {
		if (kind != Kind.TIMESTAMP) {
			return Action.UNFIT;
		}
		return (columns == ColumnLayout.V1) ? Action.TIMESTAMP : Action.MILLIS;
	}

	private static Failure unfit(RowLayout layout, int field) {
		String name = layout.column(field).name();
		String kind = (layout.repeated(field) ? "REPEATED " : "") + layout.kind(field);
		return new Failure(Reason.WRONG_TYPE,
				"column '" + name + "' is " + kind + ", which cannot hold what Snowplow's events have there", name);
	}

	int field(int column) {
		return this.fields[column];
	}

	Action action(int column) {
		return this.actions[column];
	}

	/**
	 * The field for the time at which rows are loaded, or {@link RowLayout#NONE}.
	 */
	int loadTstamp() {
		return this.loadTstamp;
	}

	/**
	 * The columns that the table lacks.
	 */
	List<Column> missing() {
		return this.missing;
	}

	/**
	 * Why the table cannot take events at all, if so.
	 */
	@Nullable Failure unfit() {
		return this.unfit;
	}

	/** What is done with the text of a column. */
	enum Action {

		NOTHING, STRING, UUID, INTEGER, BOOLEAN,

		/** A number as it is. */
		FLOAT,

		/** A number unless it is infinite or none. */
		FINITE,

		/** A number of 18 digits with 2 after the point. */
		MONEY,

		/** A time to the microsecond. */
		TIMESTAMP,

		/** A time to the millisecond. */
		MILLIS,

		CHECK_UUID, CHECK_INTEGER, CHECK_BOOLEAN, CHECK_NUMBER, CHECK_TIMESTAMP,

		/** The table's column cannot hold it. */
		UNFIT

	}

}
