package dev.sluice.transform;

import dev.sluice.record.RecordBatch;
import dev.sluice.table.FieldPath;
import dev.sluice.table.TableName;
import org.jspecify.annotations.Nullable;

/**
 * Finds the table of a record by its topic, headers or fields. Pure.
 */
public interface TableRouter {

	/**
	 * Whether {@link #route} looks at the record's fields.
	 */
	boolean needsFields();

	/**
	 * Finds a record's table.
	 * @param batch the records
	 * @param index the record's index in the batch
	 * @param fields gives the record's fields
	 * @param sink is told by {@link RecordSink#bad} why there is no table
	 * @return the table, or {@code null} if the sink was told
	 */
	@Nullable TableName route(RecordBatch batch, int index, FieldValues fields, RecordSink sink);

	/**
	 * Gives the fields of a record as text.
	 */
	@FunctionalInterface
	interface FieldValues {

		/**
		 * The field's text, or {@code null} if it is absent, null, an object or an array.
		 */
		@Nullable String text(FieldPath path);

	}

}
