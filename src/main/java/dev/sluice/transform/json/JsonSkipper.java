package dev.sluice.transform.json;

import dev.sluice.record.Reason;

/**
 * Skips values that no column takes apart, and finds all that is wrong with them on the
 * way.
 */
public final class JsonSkipper {

	/** How deep objects and arrays may be nested, the record itself included. */
	public static final int DEEPEST = 100;

	static final byte[] TRUE = { 't', 'r', 'u', 'e' };

	static final byte[] FALSE = { 'f', 'a', 'l', 's', 'e' };

	static final byte[] NULL = { 'n', 'u', 'l', 'l' };

	private final JsonScanner scanner;

	private final NumberText number = new NumberText();

	private final KeySet keys = new KeySet();

	public JsonSkipper(JsonScanner scanner) {
		this.scanner = scanner;
	}

	/**
	 * Skips a value.
	 * @param at where it begins
	 * @param depth how many objects and arrays are open around it
	 * @return the position after it
	 */
	public int skip(int at, int depth) {
		this.keys.clear();
		return value(at, depth);
	}

	/**
	 * Passes over an object or an array whose inside nobody has looked at yet: only its
	 * strings are checked, and its end is found. Any other value is skipped.
	 * @param at where it begins
	 * @return the position after it
	 */
	public int pass(int at) {
		JsonScanner scanner = this.scanner;
		int open = 0;
		int i = at;
		do {
			switch (scanner.peek(i)) {
				case '"' -> i = scanner.skipString(i + 1);
				case '{', '[' -> {
					open++;
					i++;
				}
				case '}', ']' -> {
					open--;
					i++;
				}
				case JsonScanner.END -> i = scanner.malformed("the text ends too early", i);
				default -> i = (open > 0) ? i + 1 : skip(i, 0);
			}
		}
		while (open > 0 && i >= 0);
		return i;
	}

	private int value(int at, int depth) {
		return switch (this.scanner.peek(at)) {
			case '"' -> this.scanner.skipString(at + 1);
			case '{' -> object(at + 1, depth + 1);
			case '[' -> array(at + 1, depth + 1);
			case 't' -> this.scanner.literal(at, TRUE);
			case 'f' -> this.scanner.literal(at, FALSE);
			case 'n' -> this.scanner.literal(at, NULL);
			default -> number(at, this.number);
		};
	}

	/**
	 * Reads a number.
	 * @param at where it begins
	 * @param number takes the number
	 */
	public int number(int at, NumberText number) {
		int after = number.read(this.scanner.bytes(), at, this.scanner.end());
		if (after < 0) {
			return this.scanner.malformed("a value is expected", at);
		}
		if (number.isTooLong()) {
			return this.scanner.fault().fail(Reason.TOO_LARGE, "a number has more than 1000 characters", at);
		}
		return after;
	}

	/**
	 * Notes that an object or array is nested deeper than {@link #DEEPEST}.
	 */
	public int tooDeep(int at) {
		return this.scanner.fault().fail(Reason.TOO_LARGE, "objects and arrays are nested deeper than 100", at);
	}

	private int object(int at, int depth) {
		JsonScanner scanner = this.scanner;
		if (depth > DEEPEST) {
			return tooDeep(at - 1);
		}
		int mark = this.keys.enter();
		int i = scanner.token(at);
		boolean more = scanner.peek(i) != '}';
		while (more) {
			i = member(i, mark, depth);
			more = i >= 0 && scanner.peek(i) == ',';
			i = more ? scanner.token(i + 1) : i;
		}
		this.keys.leave(mark);
		return close(i, '}');
	}

	private int member(int at, int mark, int depth) {
		int i = key(at);
		if (i < 0) {
			return i;
		}
		if (!this.keys.add(mark, this.scanner)) {
			return this.scanner.fault().fail(Reason.DUPLICATE_FIELD, "a key stands twice in one object", at);
		}
		i = this.scanner.colon(i);
		i = (i < 0) ? i : value(i, depth);
		return (i < 0) ? i : this.scanner.token(i);
	}

	private int array(int at, int depth) {
		JsonScanner scanner = this.scanner;
		if (depth > DEEPEST) {
			return tooDeep(at - 1);
		}
		int i = scanner.token(at);
		boolean more = scanner.peek(i) != ']';
		while (more) {
			i = value(i, depth);
			i = (i < 0) ? i : scanner.token(i);
			more = i >= 0 && scanner.peek(i) == ',';
			i = more ? scanner.token(i + 1) : i;
		}
		return close(i, ']');
	}

	/**
	 * Reads a key with its quotes.
	 */
	public int key(int at) {
		return (this.scanner.peek(at) == '"') ? this.scanner.string(at + 1)
				: this.scanner.malformed("a key is expected", at);
	}

	/**
	 * Reads the end of an object or array.
	 * @param at where it stands, or {@link Fault#FAILED} if that failed which comes
	 * before
	 * @param bracket how it ends
	 */
	public int close(int at, char bracket) {
		if (at < 0) {
			return at;
		}
		return (this.scanner.peek(at) == bracket) ? at + 1
				: this.scanner.malformed("a comma or '" + bracket + "' is expected", at);
	}

}
