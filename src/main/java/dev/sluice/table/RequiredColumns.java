package dev.sluice.table;

import java.util.BitSet;

import org.jspecify.annotations.Nullable;

/**
 * The check that an encoded row has a value for every REQUIRED column. Reads the bytes
 * once they are complete, so that rows of other tables pay nothing.
 */
final class RequiredColumns {

	private final BitSet present = new BitSet();

	/**
	 * The path of the first REQUIRED column without a value in a message, or
	 * {@code null}.
	 */
	@Nullable FieldPath firstMissing(RowLayout layout, byte[] array, int from, int to) {
		this.present.clear();
		WireFields fields = new WireFields(array, from, to);
		while (fields.next()) {
			this.present.set(fields.field());
		}
		for (int field = 0; field < layout.size(); field++) {
			if (layout.required(field) && !layout.retired(field) && !this.present.get(field)) {
				return layout.path(field);
			}
		}
		return firstMissingInside(layout, new WireFields(array, from, to), array);
	}

	private @Nullable FieldPath firstMissingInside(RowLayout layout, WireFields fields, byte[] array) {
		while (fields.next()) {
			int field = fields.field();
			if (layout.kind(field) == ColumnType.Kind.STRUCT && layout.nested(field).hasRequired()) {
				FieldPath missing = firstMissing(layout.nested(field), array, fields.valueStart(), fields.end());
				if (missing != null) {
					return missing;
				}
			}
		}
		return null;
	}

}
