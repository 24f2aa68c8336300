package dev.sluice.transform.json;

import java.util.Arrays;

import dev.sluice.record.Reason;
import dev.sluice.table.ColumnType;
import dev.sluice.table.RowLayout;
import dev.sluice.table.RowWriter;
import dev.sluice.transform.OnTypeConflict;
import dev.sluice.transform.OnUnknownField;
import dev.sluice.transform.TransformContext;
import org.jspecify.annotations.Nullable;

/**
 * Objects into rows and structs.
 */
final class ObjectReader {

	private final JsonScanner scanner;

	private final JsonSkipper skipper;

	private final Fault fault;

	private final Mismatch mismatch;

	private final Casts casts;

	private final Leftovers leftovers;

	private final OnUnknownField onUnknownField;

	private final boolean conflictsOverflow;

	private long objects;

	private int afterKey;

	/**
	 * Reads objects from a scanner.
	 * @param leftovers takes the values that find no place
	 */
	ObjectReader(JsonScanner scanner, JsonSkipper skipper, Leftovers leftovers, TransformContext context) {
		JsonProperties properties = context.settings(JsonProperties.class);
		this.scanner = scanner;
		this.skipper = skipper;
		this.fault = scanner.fault();
		this.mismatch = new Mismatch(scanner, skipper);
		this.casts = new Casts(scanner, skipper, this.mismatch, properties);
		this.leftovers = leftovers;
		this.onUnknownField = context.onUnknownField();
		this.conflictsOverflow = context.onTypeConflict() == OnTypeConflict.OVERFLOW;
	}

	/**
	 * Reads an object.
	 * @param at where it begins
	 * @param fields what its keys stand for
	 * @param depth how many objects and arrays are open around it
	 * @return the position after it, or {@link Fault#FAILED}
	 */
	int read(int at, Fields fields, int depth, RowWriter out) {
		JsonScanner scanner = this.scanner;
		if (depth == JsonSkipper.DEEPEST) {
			return this.skipper.tooDeep(at);
		}
		long number = ++this.objects;
		Key<Field> last = fields.start();
		int i = scanner.token(at + 1);
		boolean more = scanner.peek(i) != '}';
		while (more) {
			Key<Field> key = key(i, last, fields);
			if (key == null) {
				return Fault.FAILED;
			}
			if (!key.field().enter(number)) {
				return twice(key, at, i, fields);
			}
			i = member(this.afterKey, key, fields, depth + 1, out);
			more = i >= 0 && scanner.peek(i) == ',';
			i = more ? scanner.token(i + 1) : i;
			last = key;
		}
		return this.skipper.close(i, '}');
	}

	private @Nullable Key<Field> key(int at, Key<Field> last, Fields fields) {
		Key<Field> expected = last.next();
		if (expected != null && this.scanner.peek(at) == '"') {
			this.afterKey = expected.match(this.scanner.bytes(), at + 1, this.scanner.end());
			if (this.afterKey >= 0) {
				return expected;
			}
		}
		Key<Field> key = otherKey(at, fields);
		if (key != null) {
			last.followedBy(key);
		}
		return key;
	}

	private @Nullable Key<Field> otherKey(int at, Fields fields) {
		int after = this.skipper.key(at);
		if (after < 0) {
			return null;
		}
		this.afterKey = after;
		byte[] bytes = this.scanner.bytes();
		Key<Field> key = fields.find(bytes, at + 1, after - 1);
		if (key != null) {
			return key;
		}
		if (fields.spellings().areTooMany()) {
			this.fault.fail(Reason.TOO_LARGE, "the record has more different keys than a table has columns", at);
			return null;
		}
		String text = this.scanner.textString();
		key = fields.learn(Arrays.copyOfRange(bytes, at + 1, after - 1), text);
		if (key == null) {
			Names.tooLong(this.fault, text, at);
		}
		return key;
	}

	/**
	 * Notes that an object has a field for the second time.
	 * @param object where the object begins
	 */
	private int twice(Key<Field> second, int object, int at, Fields fields) {
		int i = this.scanner.token(object + 1);
		Key<Field> first = second;
		while (i < at) {
			first = otherKey(i, fields);
			if (first == null || first.field() == second.field()) {
				break;
			}
			i = this.skipper.skip(this.scanner.colon(this.afterKey), 0);
			i = this.scanner.token(this.scanner.token(i) + 1);
		}
		return Names.twice(this.fault, (first != null) ? first.text() : second.text(), second.text(), at);
	}

	/**
	 * Reads a member from the colon on.
	 * @return the position of what comes after it
	 */
	private int member(int at, Key<Field> key, Fields fields, int depth, RowWriter out) {
		int value = this.scanner.colon(at);
		if (value < 0) {
			return this.fault.within(key.text());
		}
		int after;
		if (key.field().index() < 0) {
			after = other(value, key, fields, depth);
		}
		else if (this.conflictsOverflow) {
			after = valueOrOverflow(value, key, depth, out);
		}
		else {
			after = value(value, key, depth, out);
		}
		return (after < 0) ? this.fault.within(key.text()) : this.scanner.token(after);
	}

	private int valueOrOverflow(int at, Key<Field> key, int depth, RowWriter out) {
		int written = out.mark();
		int kept = this.leftovers.size();
		int after = value(at, key, depth, out);
		if (after >= 0 || !this.fault.isConflict()) {
			return after;
		}
		out.rollback(written);
		this.leftovers.rollback(kept);
		return overflow(at, key, depth);
	}

	private int overflow(int at, Key<Field> key, int depth) {
		int after = this.skipper.skip(at, depth);
		if (after >= 0) {
			this.leftovers.overflow(key.text(), at, after);
		}
		return after;
	}

	private int value(int at, Key<Field> key, int depth, RowWriter out) {
		Field field = key.field();
		if (this.scanner.peek(at) == 'n') {
			return nothing(at, field, out);
		}
		if (field.kind() == ColumnType.Kind.STRUCT) {
			return structs(at, key, depth, out);
		}
		return field.repeated() ? array(at, field, depth + 1, out) : this.casts.cast(at, field, depth, out);
	}

	private int structs(int at, Key<Field> key, int depth, RowWriter out) {
		Field field = key.field();
		int kept = this.leftovers.size();
		int after = field.repeated() ? array(at, field, depth + 1, out) : struct(at, field, depth, out);
		if (kept < this.leftovers.size()) {
			this.leftovers.within(kept, key.text());
		}
		return after;
	}

	private int nothing(int at, Field field, RowWriter out) {
		int after = this.scanner.literal(at, JsonSkipper.NULL);
		if (after >= 0) {
			out.nullValue(field.index());
		}
		return after;
	}

	private int struct(int at, Field field, int depth, RowWriter out) {
		if (this.scanner.peek(at) != '{') {
			return this.mismatch.wrongType(at, field);
		}
		out.beginStruct(field.index());
		int after = read(at, field.nested(), depth, out);
		if (after >= 0) {
			out.endStruct();
		}
		return after;
	}

	private int array(int at, Field field, int depth, RowWriter out) {
		JsonScanner scanner = this.scanner;
		if (scanner.peek(at) != '[') {
			return this.mismatch.wrongType(at, field);
		}
		if (depth > JsonSkipper.DEEPEST) {
			return this.skipper.tooDeep(at);
		}
		out.beginArray(field.index());
		int i = scanner.token(at + 1);
		boolean more = scanner.peek(i) != ']';
		for (int index = 0; more; index++) {
			i = element(i, index, field, depth, out);
			if (i < 0) {
				return this.fault.within(index);
			}
			i = scanner.token(i);
			more = scanner.peek(i) == ',';
			i = more ? scanner.token(i + 1) : i;
		}
		out.endArray();
		return this.skipper.close(i, ']');
	}

	private int element(int at, int index, Field field, int depth, RowWriter out) {
		if (this.scanner.peek(at) == 'n') {
			return this.mismatch.nullElement(at);
		}
		if (field.kind() != ColumnType.Kind.STRUCT) {
			return this.casts.cast(at, field, depth, out);
		}
		int kept = this.leftovers.size();
		int after = struct(at, field, depth, out);
		if (kept < this.leftovers.size()) {
			this.leftovers.within(kept, index);
		}
		return after;
	}

	/**
	 * Reads the value of a key without a column.
	 */
	private int other(int at, Key<Field> key, Fields fields, int depth) {
		if (key.field().index() == Field.RESERVED) {
			return this.fault.fail(Reason.BAD_NAME, "the name is that of a column which the pipeline fills itself", at);
		}
		return switch (this.onUnknownField) {
			case ADD -> suggest(at, key, fields.layout(), depth);
			case IGNORE -> this.skipper.skip(at, depth);
			case OVERFLOW -> overflow(at, key, depth);
			case DEAD_LETTER -> this.fault.fail(Reason.UNKNOWN_FIELD, "the table has no such column", at);
		};
	}

	private int suggest(int at, Key<Field> key, RowLayout layout, int depth) {
		int after = this.skipper.skip(at, depth);
		if (after >= 0 && this.scanner.peek(at) != 'n') {
			this.leftovers.suggestion(key, layout, at, after);
		}
		return after;
	}

}
