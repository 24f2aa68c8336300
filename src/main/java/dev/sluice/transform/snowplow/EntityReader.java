package dev.sluice.transform.snowplow;

import dev.sluice.table.RowWriter;
import dev.sluice.transform.json.Fault;
import dev.sluice.transform.json.JsonScanner;
import dev.sluice.transform.json.JsonSkipper;
import dev.sluice.transform.json.Key;
import org.jspecify.annotations.Nullable;

/**
 * Entities in order into rows, member by member as they stand. Whatever is out of order
 * makes it give up, without saying why.
 */
final class EntityReader {

	private final JsonScanner scanner;

	private final JsonSkipper skipper;

	private final ScalarCasts scalars;

	private long objects;

	private int afterKey;

	private boolean lacking;

	EntityReader(JsonScanner scanner, JsonSkipper skipper, ScalarCasts scalars) {
		this.scanner = scanner;
		this.skipper = skipper;
		this.scalars = scalars;
	}

	/**
	 * Begins with another entity.
	 */
	void begin() {
		this.lacking = false;
	}

	/**
	 * Whether the layout lacks a column that the entity has a value for, or wants a value
	 * that it does not have.
	 */
	boolean lacking() {
		return this.lacking;
	}

	/**
	 * Reads a value.
	 * @return the position after it; negative if it is null where it must not be, or
	 * anything else is not as it should be
	 */
	int value(int at, CastField field, RowWriter out) {
		return switch (field.form()) {
			case SCALAR -> this.scalars.cast(at, field, out);
			case STRUCT -> struct(at, field, out);
			case ARRAY -> array(at, field, out);
			case ABSENT -> absent(at);
			case UNFIT -> Fault.FAILED;
		};
	}

	private int absent(int at) {
		this.lacking = true;
		return this.skipper.skip(at, 0);
	}

	private int struct(int at, CastField field, RowWriter out) {
		if (this.scanner.peek(at) != '{') {
			return Fault.FAILED;
		}
		out.beginStruct(field.index());
		int after = members(at, field.nested(), out);
		if (after >= 0) {
			out.endStruct();
		}
		return after;
	}

	/**
	 * Reads the members of an object into the struct that is open.
	 * @param at where the object begins
	 */
	int members(int at, CastFields fields, RowWriter out) {
		JsonScanner scanner = this.scanner;
		long number = ++this.objects;
		int present = 0;
		int tight = 0;
		Key<CastField> expected = fields.first();
		Key<CastField> last = null;
		int i = scanner.token(at + 1);
		boolean more = scanner.peek(i) != '}';
		while (more) {
			Key<CastField> key = key(i, expected, last, fields);
			i = (this.afterKey < 0) ? Fault.FAILED : scanner.colon(this.afterKey);
			if (i < 0) {
				return Fault.FAILED;
			}
			if (key == null) {
				i = this.skipper.skip(i, 0);
			}
			else if (!key.field().enter(number)) {
				return Fault.FAILED;
			}
			else if (scanner.peek(i) == 'n') {
				i = key.field().required() ? Fault.FAILED : scanner.nullValue(i);
			}
			else {
				i = value(i, key.field(), out);
				present += key.field().required() ? 1 : 0;
				tight += key.field().tight() ? 1 : 0;
			}
			i = (i < 0) ? i : scanner.token(i);
			more = i >= 0 && scanner.peek(i) == ',';
			i = more ? scanner.token(i + 1) : i;
			last = (key != null) ? key : last;
			expected = (last != null) ? last.next() : expected;
		}
		this.lacking |= tight < fields.tight();
		return (present == fields.required()) ? this.skipper.close(i, '}') : Fault.FAILED;
	}

	private @Nullable Key<CastField> key(int at, @Nullable Key<CastField> expected, @Nullable Key<CastField> last,
			CastFields fields) {
		JsonScanner scanner = this.scanner;
		if (expected != null && scanner.peek(at) == '"') {
			this.afterKey = expected.match(scanner.bytes(), at + 1, scanner.end());
			if (this.afterKey >= 0) {
				return expected;
			}
		}
		this.afterKey = this.skipper.key(at);
		if (this.afterKey < 0) {
			return null;
		}
		Key<CastField> key = fields.find(scanner.text(), scanner.textFrom(), scanner.textTo());
		if (key != null && last != null) {
			last.followedBy(key);
		}
		return key;
	}

	private int array(int at, CastField field, RowWriter out) {
		JsonScanner scanner = this.scanner;
		if (scanner.peek(at) != '[') {
			return Fault.FAILED;
		}
		out.beginArray(field.index());
		CastField element = field.element();
		int i = scanner.token(at + 1);
		boolean more = scanner.peek(i) != ']';
		while (more) {
			i = element(i, element, out);
			i = (i < 0) ? i : scanner.token(i);
			more = i >= 0 && scanner.peek(i) == ',';
			i = more ? scanner.token(i + 1) : i;
		}
		if (i >= 0) {
			out.endArray();
		}
		return this.skipper.close(i, ']');
	}

	private int element(int at, CastField element, RowWriter out) {
		if (this.scanner.peek(at) != 'n' || element.keepsNull()) {
			return value(at, element, out);
		}
		return element.required() ? Fault.FAILED : this.scanner.nullValue(at);
	}

}
