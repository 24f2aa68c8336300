package dev.sluice.mutator;

import java.time.Instant;
import java.util.function.Function;

import dev.sluice.record.Failure;
import dev.sluice.table.Column;
import dev.sluice.table.FieldPath;
import dev.sluice.table.RowLayout;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a table that rows shall go to.
 */
public sealed interface TableState {

	/**
	 * The layout to encode rows with: that which the write path is known to accept; an
	 * empty one unless {@link Ready}.
	 */
	RowLayout layout();

	/** Nothing is known yet; {@link Mutator#prepare} finds out. */
	record Unknown(RowLayout layout) implements TableState {

	}

	/** The table is not there, and is created with the columns that its records need. */
	record Absent(RowLayout layout) implements TableState {

	}

	/**
	 * Rows can be appended.
	 *
	 * @param layout what the write path accepts
	 * @param catalog what the catalog knows; at least as new
	 * @param refused tells of a missing column that it will not be added for this record,
	 * and why; {@code null} if it may still come
	 */
	record Ready(RowLayout layout, RowLayout catalog, ColumnVerdicts refused) implements TableState {

	}

	/**
	 * No rows can be appended until something changes.
	 *
	 * @param layout empty
	 * @param cause the reason and what to do, for people
	 * @param needsOperator whether a person must act
	 * @param until when to ask again
	 */
	record Blocked(RowLayout layout, String cause, boolean needsOperator, Instant until) implements TableState {

	}

	/** Verdicts on columns that are missing from a layout. */
	@FunctionalInterface
	interface ColumnVerdicts {

		/** No verdicts: every column may still come. */
		ColumnVerdicts NONE = (parent, column) -> null;

		/**
		 * The verdict on one column.
		 * @param parent the path of the struct that lacks it; {@code null} for the table
		 * @param column the column
		 * @return the verdict, or {@code null} if the column may still come
		 */
		@Nullable ColumnVerdict on(@Nullable FieldPath parent, Column column);

	}

	/** Why a missing column does not come for now. */
	sealed interface ColumnVerdict {

		/**
		 * The catalog has the column, but the write path did not see it within the limit:
		 * the row becomes a failed insert.
		 */
		record Overdue() implements ColumnVerdict {

		}

		/**
		 * The column cannot be added: the record is bad.
		 *
		 * @param failure makes the failure for the field at a path
		 */
		record Refused(Function<FieldPath, Failure> failure) implements ColumnVerdict {

		}

	}

}
