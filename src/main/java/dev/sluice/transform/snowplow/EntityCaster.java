package dev.sluice.transform.snowplow;

import java.util.List;

import dev.sluice.schema.snowplow.EntityColumn;
import dev.sluice.schema.snowplow.EntityRules;
import dev.sluice.schema.snowplow.Field;
import dev.sluice.schema.snowplow.FieldType;
import dev.sluice.table.Column;
import dev.sluice.table.ColumnAdditions;
import dev.sluice.table.ColumnType;
import dev.sluice.table.FieldPath;
import dev.sluice.table.RowLayout;
import dev.sluice.table.RowWriter;
import dev.sluice.transform.json.Fault;
import dev.sluice.transform.json.JsonScanner;
import dev.sluice.transform.json.JsonSkipper;

/**
 * Events and entities of one column into rows of one layout, straight from their bytes.
 * Compiled once for both; not thread-safe.
 * <p>
 * Each is read in the order of its members first, which does for nearly all. One that is
 * out of order, or wrong, is read once more in the order of its fields.
 */
final class EntityCaster {

	private final JsonScanner scanner = new JsonScanner(new Fault());

	private final JsonSkipper skipper = new JsonSkipper(this.scanner);

	private final EntityReader reader;

	private final CarefulReader careful;

	private final EntityColumn column;

	private final CastField root;

	private final int version;

	private final boolean versionless;

	private EntityCaster(EntityColumn column, CastField root, RowLayout layout, EntityRules rules) {
		ScalarCasts scalars = new ScalarCasts(this.scanner, this.skipper);
		this.reader = new EntityReader(this.scanner, this.skipper, scalars);
		this.careful = new CarefulReader(this.scanner, this.skipper, scalars, column, rules);
		this.column = column;
		this.root = root;
		boolean versioned = column.versioned() && root.form() == CastField.Form.STRUCT;
		this.version = versioned ? layout.nested(root.index()).field(EntityColumn.SCHEMA_VERSION) : RowLayout.NONE;
		this.versionless = versioned && this.version == RowLayout.NONE;
	}

	/**
	 * Compiles a column. If it can hold what could not be merged, a column of the layout
	 * that has done so before is taken instead.
	 */
	static EntityCaster of(EntityColumn column, RowLayout layout, EntityRules rules) {
		EntityColumn present = column.presentIn(layout.schema());
		Field field = new Field(present.name(), present.entityType(), false);
		CastField root = present.repeated() ? CastField.single(field, layout, layout.field(present.name()))
				: CastField.of(field, layout);
		return new EntityCaster(present, root, layout, rules);
	}

	/**
	 * The column's field in the layout, or {@link RowLayout#NONE} if the layout has no
	 * such column; then nothing can be cast.
	 */
	int field() {
		return this.root.index();
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
	 * @param missing is shown the nested columns that the layout lacks, or has REQUIRED
	 * although they need no value, if it matters for this one
	 * @return the position after it, or negative if it is no JSON
	 */
	int cast(byte[] json, int from, int to, byte[] version, RowWriter out, List<CastError> errors,
			ColumnAdditions.MissingColumns missing) {
		this.scanner.read(json, to);
		if (this.scanner.peek(from) == 'n' && this.root.type() != FieldType.Scalar.JSON) {
			return nothing(from, out, errors);
		}
		int mark = out.mark();
		this.reader.begin();
		int after = inOrder(from, version, out);
		boolean lacking = this.reader.lacking();
		if (after < 0) {
			out.rollback(mark);
			after = carefully(from, version, out, errors);
			lacking = this.careful.lacking();
		}
		if (this.versionless) {
			missing.missing(FieldPath.of(this.column.name()),
					Column.nullable(EntityColumn.SCHEMA_VERSION, ColumnType.STRING), null);
		}
		if (lacking) {
			CastFields.missing(this.root, missing);
		}
		return after;
	}

	private int inOrder(int at, byte[] version, RowWriter out) {
		if (this.root.form() != CastField.Form.STRUCT || this.scanner.peek(at) != '{') {
			return this.reader.value(at, this.root, out);
		}
		out.beginStruct(this.root.index());
		writeVersion(version, out);
		int after = this.reader.members(at, this.root.nested(), out);
		if (after >= 0) {
			out.endStruct();
		}
		return after;
	}

	private void writeVersion(byte[] version, RowWriter out) {
		if (this.version != RowLayout.NONE) {
			out.utf8(this.version, version, 0, version.length);
		}
	}

	private int carefully(int at, byte[] version, RowWriter out, List<CastError> errors) {
		int mark = out.mark();
		int known = errors.size();
		this.careful.begin(errors);
		int after = (this.version != RowLayout.NONE && this.scanner.peek(at) == '{') ? versioned(at, version, out)
				: this.careful.erasable(at, this.root, out);
		if (errors.size() > known || after < 0) {
			out.rollback(mark);
		}
		else if (out.mark() == mark) {
			erased(out);
		}
		return after;
	}

	private int versioned(int at, byte[] version, RowWriter out) {
		out.beginStruct(this.root.index());
		writeVersion(version, out);
		int after = this.careful.members(at, this.root.nested(), out);
		if (after >= 0) {
			out.endStruct();
		}
		return after;
	}

	/**
	 * Null is no entity; where the rules let one become null, it is written as such.
	 */
	private int nothing(int at, RowWriter out, List<CastError> errors) {
		if (this.careful.erasing()) {
			erased(out);
		}
		else if (this.column.repeated()) {
			this.careful.begin(errors);
			this.careful.nullFor(this.root);
		}
		return this.scanner.nullValue(at);
	}

	private void erased(RowWriter out) {
		if (this.column.repeated()) {
			out.nullValue(this.root.index());
		}
	}

}
