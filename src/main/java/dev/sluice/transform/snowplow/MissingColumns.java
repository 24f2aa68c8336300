package dev.sluice.transform.snowplow;

import dev.sluice.table.Column;
import dev.sluice.table.FieldPath;
import org.jspecify.annotations.Nullable;

/**
 * Is shown columns that a layout lacks, or has REQUIRED although they need no value.
 */
@FunctionalInterface
interface MissingColumns {

	/**
	 * One column.
	 * @param parent the path of its struct; {@code null} for the table
	 * @param column the column as it should be
	 */
	void missing(@Nullable FieldPath parent, Column column);

}
