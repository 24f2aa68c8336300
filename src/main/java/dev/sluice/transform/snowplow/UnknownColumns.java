package dev.sluice.transform.snowplow;

import dev.sluice.record.Failure;
import dev.sluice.record.Reason;
import dev.sluice.schema.snowplow.ShreddedType;
import dev.sluice.table.Column;
import dev.sluice.table.FieldPath;
import dev.sluice.transform.OnUnknownField;
import dev.sluice.transform.RecordSink;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of events that need a column which their table lacks.
 */
final class UnknownColumns {

	private final OnUnknownField rule;

	/**
	 * By a pipeline's rule.
	 * @throws IllegalArgumentException if it is none for events
	 */
	UnknownColumns(OnUnknownField rule) {
		if (rule == OnUnknownField.OVERFLOW) {
			throw new IllegalArgumentException("on-unknown-field is 'overflow', which the format snowplow has not got: "
					+ "the schemas of events say which columns they need. Use 'add', 'ignore' or 'dead-letter'.");
		}
		this.rule = rule;
	}

	/**
	 * Tells a sink of a missing column.
	 * @param type what it is for, if that is a type
	 * @return whether the rest of the record tells nothing before the column is there
	 */
	boolean missing(@Nullable FieldPath parent, Column column, @Nullable ShreddedType type, RecordSink sink) {
		switch (this.rule) {
			case ADD -> {
				if (type != null) {
					sink.missing(parent, column, type);
				}
				else {
					sink.missing(parent, column);
				}
			}
			case DEAD_LETTER -> {
				FieldPath path = (parent != null) ? parent.child(column.name()) : FieldPath.of(column.name());
				sink.bad(new Failure(Reason.UNKNOWN_FIELD, "the table has no column '" + path + "'", path.toString()));
			}
			default -> {
				return false;
			}
		}
		return true;
	}

}
