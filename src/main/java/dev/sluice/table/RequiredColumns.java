package dev.sluice.table;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * The check that an encoded row has a value for every REQUIRED column, or takes the
 * column's DEFAULT, which only columns of the table itself do. Reads the bytes once they
 * are complete, so that rows of other tables pay nothing.
 */
final class RequiredColumns {

	private final RowLayout layout;

	/** Bits of up to 64 REQUIRED columns, by field; more are counted in other ways. */
	private final long[] bits;

	private final int[] required;

	private final @Nullable RequiredColumns[] inside;

	private final boolean nested;

	/**
	 * Compiles the check of a layout.
	 */
	RequiredColumns(RowLayout layout) {
		this.layout = layout;
		this.bits = new long[layout.size()];
		this.inside = new RequiredColumns[layout.size()];
		int[] fields = new int[layout.size()];
		int count = 0;
		for (int field = 0; field < layout.size(); field++) {
			if (!layout.retired(field)) {
				if (layout.required(field)) {
					this.bits[field] = 1L << count;
					fields[count++] = field;
				}
				boolean struct = layout.kind(field) == ColumnType.Kind.STRUCT;
				this.inside[field] = struct ? layout.nested(field).requiredColumns() : null;
			}
		}
		this.required = Arrays.copyOf(fields, count);
		this.nested = Arrays.stream(this.inside).anyMatch(Objects::nonNull);
	}

	/**
	 * The path of the first REQUIRED column without a value in a row or struct, or
	 * {@code null}; columns of its own come before those inside of them.
	 * @param fields its values, at their beginning
	 */
	@Nullable FieldPath firstMissing(RowFields fields) {
		RowFields again = this.nested ? fields.again() : null;
		int missing = (this.required.length <= Long.SIZE) ? ofFew(fields) : ofMany(fields);
		if (missing >= 0) {
			return this.layout.path(missing);
		}
		return (again != null) ? firstMissingInside(again) : null;
	}

	private int ofFew(RowFields fields) {
		long left = (this.required.length < Long.SIZE) ? (1L << this.required.length) - 1 : -1;
		while (left != 0 && fields.next()) {
			left &= ~this.bits[fields.field()];
		}
		for (; left != 0; left &= left - 1) {
			int field = this.required[Long.numberOfTrailingZeros(left)];
			if (!takesDefault(field, fields)) {
				return field;
			}
		}
		return -1;
	}

	private boolean takesDefault(int field, RowFields fields) {
		return this.layout.path() == null && this.layout.defaulted().get(field) && !fields.isNull(field);
	}

	private int ofMany(RowFields fields) {
		BitSet present = new BitSet();
		while (fields.next()) {
			present.set(fields.field());
		}
		for (int field : this.required) {
			if (!present.get(field) && !takesDefault(field, fields)) {
				return field;
			}
		}
		return -1;
	}

	private @Nullable FieldPath firstMissingInside(RowFields fields) {
		while (fields.next()) {
			RequiredColumns struct = this.inside[fields.field()];
			FieldPath missing = (struct != null) ? struct.firstMissing(fields.inside()) : null;
			if (missing != null) {
				return missing;
			}
		}
		return null;
	}

}
