package dev.sluice.transform.snowplow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.sluice.schema.snowplow.EntityColumn;
import dev.sluice.schema.snowplow.EntityLayout;
import dev.sluice.schema.snowplow.EntityRules;
import dev.sluice.schema.snowplow.FieldType;
import dev.sluice.table.RowWriter;
import dev.sluice.transform.json.Fault;
import dev.sluice.transform.json.JsonScanner;
import dev.sluice.transform.json.JsonSkipper;

/**
 * Entities that are out of order into rows, field by field in the schema's order: finds
 * all that is wrong with them. Of members with the same key the last one counts.
 */
final class CarefulReader {

	private static final String NULL = "null";

	/** How many errors of an event are told: more than anybody reads. */
	private static final int MOST = 10_000;

	private final JsonScanner scanner;

	private final JsonSkipper skipper;

	private final ScalarCasts scalars;

	private final EntityColumn column;

	private final boolean v1;

	private final boolean erasing;

	private List<CastError> errors = new ArrayList<>();

	private boolean lacking;

	CarefulReader(JsonScanner scanner, JsonSkipper skipper, ScalarCasts scalars, EntityColumn column,
			EntityRules rules) {
		this.scanner = scanner;
		this.skipper = skipper;
		this.scalars = scalars;
		this.column = column;
		this.v1 = column.layout() == EntityLayout.V1;
		this.erasing = this.v1 && rules == EntityRules.PARITY;
	}

	/**
	 * Whether what has a null for a required value, and no other error, becomes null.
	 */
	boolean erasing() {
		return this.erasing;
	}

	/**
	 * Takes the errors of what is read next.
	 */
	void begin(List<CastError> errors) {
		this.errors = errors;
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
	 * Reads a value that is not null.
	 * @return the position after it, also if there are errors; negative if it is not
	 * well-formed
	 */
	int value(int at, CastField field, RowWriter out) {
		int mark = out.mark();
		int after = switch (field.form()) {
			case SCALAR -> this.scalars.cast(at, field, out);
			case STRUCT -> struct(at, field, out);
			case ARRAY -> array(at, field, out);
			case ABSENT -> absent(at);
			case UNFIT -> Fault.FAILED;
		};
		if (after >= 0) {
			return after;
		}
		out.rollback(mark);
		after = this.skipper.skip(at, 0);
		if (after >= 0) {
			wrong(at, after, field);
		}
		return after;
	}

	private int absent(int at) {
		this.lacking = true;
		return this.skipper.skip(at, 0);
	}

	private void wrong(int at, int after, CastField field) {
		String value = CompactJson.of(this.scanner.bytes(), at, after);
		String expected = this.column.layout().expected(field.type());
		boolean array = this.v1 && field.type() instanceof FieldType.Array;
		add(array ? new CastError.NotAnArray(this.column.key(), value, expected)
				: new CastError.WrongType(this.column.key(), value, expected));
	}

	private void add(CastError error) {
		if (this.errors.size() < MOST) {
			this.errors.add(error);
		}
	}

	/**
	 * Notes that a field which needs a value has null.
	 */
	void nullFor(CastField field) {
		add(new CastError.WrongType(this.column.key(), NULL, this.column.layout().expected(field.type())));
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
		Map<String, Integer> members = new HashMap<>();
		int after = index(at, members);
		if (after >= 0) {
			for (CastField field : fields.inOrder()) {
				this.lacking |= field.tight() && !has(field, members);
				if (this.v1) {
					only(field, members, at, after, out);
				}
				else {
					firstOf(field, members, out);
				}
			}
		}
		return after;
	}

	private boolean has(CastField field, Map<String, Integer> members) {
		return field.accessors()
			.stream()
			.map(members::get)
			.anyMatch((value) -> value != null && this.scanner.peek(value) != 'n');
	}

	private int index(int at, Map<String, Integer> members) {
		int i = this.scanner.token(at + 1);
		boolean more = this.scanner.peek(i) != '}';
		while (more) {
			i = this.skipper.key(i);
			String key = (i < 0) ? "" : this.scanner.textString();
			i = (i < 0) ? i : this.scanner.colon(i);
			members.put(key, i);
			i = (i < 0) ? i : this.skipper.skip(i, 0);
			i = (i < 0) ? i : this.scanner.token(i);
			more = i >= 0 && this.scanner.peek(i) == ',';
			i = more ? this.scanner.token(i + 1) : i;
		}
		return this.skipper.close(i, '}');
	}

	/**
	 * Reads the one property that a field of a single version is filled from.
	 */
	private void only(CastField field, Map<String, Integer> members, int at, int after, RowWriter out) {
		String property = field.accessors().get(0);
		Integer value = members.get(property);
		if (value == null) {
			if (field.required()) {
				add(new CastError.MissingInValue(this.column.key(), property,
						CompactJson.of(this.scanner.bytes(), at, after)));
			}
		}
		else if (this.scanner.peek(value) != 'n') {
			if (field.required()) {
				value(value, field, out);
			}
			else {
				erasable(value, field, out);
			}
		}
		else if (field.required()) {
			nullFor(field);
		}
	}

	/**
	 * Reads a value that may be null, and makes it null, if such are the rules, where its
	 * only error is a null.
	 */
	int erasable(int at, CastField field, RowWriter out) {
		int mark = out.mark();
		int known = this.errors.size();
		int after = value(at, field, out);
		if (this.erasing && this.errors.size() == known + 1
				&& this.errors.get(known) instanceof CastError.WrongType wrong && wrong.value().equals(NULL)) {
			this.errors.remove(known);
			out.rollback(mark);
		}
		return after;
	}

	/**
	 * Reads the first property that a field of a model can be filled from.
	 */
	private void firstOf(CastField field, Map<String, Integer> members, RowWriter out) {
		List<CastError> all = this.errors;
		List<CastError> first = null;
		boolean nothing = false;
		for (String accessor : field.accessors()) {
			Integer value = members.get(accessor);
			if (value == null || this.scanner.peek(value) == 'n') {
				nothing = true;
				continue;
			}
			List<CastError> own = attempt(value, field, out);
			if (own.isEmpty()) {
				return;
			}
			first = (first != null) ? first : own;
		}
		if (!nothing || field.required()) {
			if (first != null) {
				all.addAll(first);
			}
			else {
				nullFor(field);
			}
		}
	}

	private List<CastError> attempt(int at, CastField field, RowWriter out) {
		List<CastError> all = this.errors;
		List<CastError> own = new ArrayList<>();
		int mark = out.mark();
		this.errors = own;
		value(at, field, out);
		this.errors = all;
		if (!own.isEmpty()) {
			out.rollback(mark);
		}
		return own;
	}

	private int array(int at, CastField field, RowWriter out) {
		if (this.scanner.peek(at) != '[') {
			return Fault.FAILED;
		}
		out.beginArray(field.index());
		CastField element = field.element();
		int i = this.scanner.token(at + 1);
		boolean more = this.scanner.peek(i) != ']';
		while (more) {
			i = element(i, element, out);
			i = (i < 0) ? i : this.scanner.token(i);
			more = i >= 0 && this.scanner.peek(i) == ',';
			i = more ? this.scanner.token(i + 1) : i;
		}
		if (i >= 0) {
			out.endArray();
		}
		return this.skipper.close(i, ']');
	}

	private int element(int at, CastField element, RowWriter out) {
		if (this.scanner.peek(at) != 'n' || element.keepsNull()) {
			return erasable(at, element, out);
		}
		if (element.required()) {
			nullFor(element);
		}
		return this.scanner.nullValue(at);
	}

}
