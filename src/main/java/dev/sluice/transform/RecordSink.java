package dev.sluice.transform;

import java.util.concurrent.CompletionStage;

import dev.sluice.record.Failure;
import dev.sluice.schema.snowplow.ShreddedType;
import dev.sluice.table.Column;
import dev.sluice.table.FieldPath;
import dev.sluice.table.RowWriter;
import dev.sluice.table.TableName;
import org.jspecify.annotations.Nullable;

/**
 * Receives what one record becomes. Its rows count only when the whole record has been
 * transformed: {@link #bad} takes back every row of the record, and so does a column that
 * is missing, after which the record is transformed again.
 */
public interface RecordSink {

	/**
	 * Begins a row; ends the record's row before it, if any. For a table that is not
	 * there yet the layout is empty, so that every field is missing.
	 * @param table the table
	 * @return takes the row's values until the next call of this sink's methods, other
	 * than {@link #missing}, or the end of the record
	 */
	RowWriter row(TableName table);

	/**
	 * Takes back the row begun last, as if it had never begun.
	 */
	void dropRow();

	/**
	 * Says that the record needs a column which the table of its current row lacks, or
	 * has REQUIRED where the record needs it NULLABLE. The caller goes on with the rest
	 * of the record.
	 * @param parent the path of the struct that lacks it; {@code null} for the table
	 * @param column the column as this record suggests it
	 */
	void missing(@Nullable FieldPath parent, Column column);

	/**
	 * The same of a column whose type has a name, by which others can make the column,
	 * too.
	 * @param parent the path of the struct that lacks it; {@code null} for the table
	 * @param column the column
	 * @param type what it is for
	 */
	default void missing(@Nullable FieldPath parent, Column column, ShreddedType type) {
		missing(parent, column);
	}

	/**
	 * Says that the record cannot be transformed yet. The caller goes on with the rest of
	 * the record, if it can.
	 * @param until completes, never exceptionally, when it is worth trying again
	 * @param cause what is waited for, in words
	 */
	void waits(CompletionStage<?> until, String cause);

	/**
	 * Says that the record can never be loaded.
	 */
	void bad(Failure failure);

	/**
	 * Says that a part of the record, such as one event of many, can never be loaded,
	 * while its rows can. The part becomes a dead letter of its own, and the record is
	 * settled as dead when its rows are stored and all such letters are kept.
	 * @param value the part as the value of a record of its own
	 * @param failure why it cannot be loaded
	 */
	void badPart(byte[] value, Failure failure);

	/**
	 * Says that a rule of the pipeline drops the record.
	 * @param rule the rule's short name for metrics, such as {@code null-value}
	 */
	void filtered(String rule);

}
