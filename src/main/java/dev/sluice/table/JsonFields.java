package dev.sluice.table;

import java.util.BitSet;

/**
 * A cursor over the values of an object in JSON that {@link JsonRowWriter} has written.
 * NULLs, which are no values, are passed over.
 */
final class JsonFields implements RowFields {

	private final RowLayout layout;

	private final byte[] array;

	private final int from;

	private final BitSet nulls = new BitSet();

	private int next;

	private int field = RowLayout.NONE;

	private int valueStart;

	private boolean inArray;

	/**
	 * A cursor over an object.
	 * @param layout the layout that it was written with
	 * @param array holds it
	 * @param from where its brace is
	 */
	JsonFields(RowLayout layout, byte[] array, int from) {
		this.layout = layout;
		this.array = array;
		this.from = from;
		this.next = from + 1;
	}

	@Override
	public boolean next() {
		while (true) {
			skip(',');
			if (this.inArray && skip(']')) {
				this.inArray = false;
			}
			else if (this.array[this.next] == '}') {
				return false;
			}
			else if (this.inArray || name()) {
				return value();
			}
		}
	}

	/**
	 * Reads a name; false if no single value follows it.
	 */
	private boolean name() {
		int start = this.next + 1;
		skipText();
		this.field = this.layout.field(this.array, start, this.next - 1, this.field + 1);
		this.next++;
		if (this.array[this.next] == 'n') {
			this.next += "null".length();
			this.nulls.set(this.field);
			return false;
		}
		this.inArray = this.field != RowLayout.NONE && this.layout.repeated(this.field) && skip('[');
		return !this.inArray;
	}

	private boolean value() {
		this.valueStart = this.next;
		int depth = 0;
		do {
			byte character = this.array[this.next];
			if (character == '"') {
				skipText();
			}
			else {
				depth += opens(character) ? 1 : closes(character) ? -1 : 0;
				this.next++;
			}
		}
		while (depth > 0 || !endsValue(this.array[this.next]));
		return true;
	}

	private static boolean opens(byte character) {
		return character == '{' || character == '[';
	}

	private static boolean closes(byte character) {
		return character == '}' || character == ']';
	}

	private static boolean endsValue(byte character) {
		return character == ',' || closes(character);
	}

	private void skipText() {
		this.next++;
		while (this.array[this.next] != '"') {
			this.next += (this.array[this.next] == '\\') ? 2 : 1;
		}
		this.next++;
	}

	private boolean skip(char expected) {
		if (this.array[this.next] != expected) {
			return false;
		}
		this.next++;
		return true;
	}

	@Override
	public int field() {
		return this.field;
	}

	@Override
	public boolean isNull(int field) {
		return this.nulls.get(field);
	}

	/** Where the value begins. */
	int valueStart() {
		return this.valueStart;
	}

	/** Where the value ends, exclusive. */
	int valueEnd() {
		return this.next;
	}

	@Override
	public RowFields again() {
		return new JsonFields(this.layout, this.array, this.from);
	}

	@Override
	public JsonFields inside() {
		return new JsonFields(this.layout.nested(this.field), this.array, this.valueStart);
	}

}
