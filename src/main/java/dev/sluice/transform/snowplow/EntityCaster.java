package dev.sluice.transform.snowplow;

import java.util.List;

import dev.sluice.schema.snowplow.EntityColumn;
import dev.sluice.schema.snowplow.EntityRules;
import dev.sluice.table.ColumnAdditions;
import dev.sluice.table.RowLayout;
import dev.sluice.table.RowWriter;

/**
 * Events and entities of one column into rows of one layout, straight from their bytes.
 * Compiled once for both; not thread-safe.
 */
final class EntityCaster {

	private EntityCaster() {
	}

	/**
	 * Compiles a column. If it can hold what could not be merged, a column of the layout
	 * that has done so before is taken instead.
	 */
	static EntityCaster of(EntityColumn column, RowLayout layout, EntityRules rules) {
		throw new UnsupportedOperationException();
	}

	/**
	 * The column's field in the layout, or {@link RowLayout#NONE} if the layout has no
	 * such column; then nothing can be cast.
	 */
	int field() {
		throw new UnsupportedOperationException();
	}

	/**
	 * Writes one event, or one entity between {@link RowWriter#beginArray} and
	 * {@link RowWriter#endArray} of {@link #field}. If there are errors, nothing is
	 * written.
	 * @param json holds it
	 * @param from where it begins
	 * @param to where it ends at the latest
	 * @param version its version, such as {@code 1-0-0}, as UTF-8
	 * @param out takes its values
	 * @param errors takes what is wrong with it, in the order of the fields
	 * @param missing is shown the nested columns that the layout lacks, if it has a value
	 * for one of them
	 * @return the position after it, or negative if it is no JSON
	 */
	int cast(byte[] json, int from, int to, byte[] version, RowWriter out, List<CastError> errors,
			ColumnAdditions.MissingColumns missing) {
		throw new UnsupportedOperationException();
	}

}
