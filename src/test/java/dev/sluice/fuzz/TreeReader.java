package dev.sluice.fuzz;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.sluice.fuzz.Tree.Kind;
import dev.sluice.record.Reason;

/**
 * RFC 8259, read letter by letter. Jackson judges every text, too, and must agree on
 * whether it is well-formed.
 */
final class TreeReader {

	/** How deep a record may be nested. */
	static final int DEEPEST = 100;

	/** What is deeper is not even looked at. */
	private static final int ABYSS = 2000;

	private static final int LARGEST = 10_000_000;

	private static final int LONGEST_NUMBER = 1000;

	private static final Pattern SPACE = Pattern.compile("[ \t\r\n]*");

	private static final Pattern SCALAR = Pattern
		.compile("true|false|null|-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?");

	private static final Pattern FOUR_HEX = Pattern.compile("[0-9a-fA-F]{4}");

	private final String text;

	private final int deepest;

	private final Set<Reason> faults = EnumSet.noneOf(Reason.class);

	/** Holds the value that is read. */
	private final Tree root = new Tree(Kind.ARRAY, "");

	private int at;

	private TreeReader(String text, int deepest) {
		this.text = text;
		this.deepest = deepest;
	}

	/**
	 * Reads a record's value.
	 * @param deepest how deep objects and arrays may be nested
	 */
	static Reading read(byte[] json, int deepest) {
		if (json.length > LARGEST) {
			return Reading.refused(Reason.TOO_LARGE);
		}
		CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
		CharBuffer characters = CharBuffer.allocate(json.length);
		boolean broken = decoder.decode(ByteBuffer.wrap(json), characters, true).isError();
		TreeReader reader = new TreeReader(characters.flip().toString(), deepest);
		reader.readAll();
		if (!broken && !reader.faults.contains(Reason.TOO_LARGE)) {
			JacksonJudge.check(reader.text, !reader.faults.contains(Reason.MALFORMED));
		}
		if (broken) {
			reader.faults.add(Reason.MALFORMED);
		}
		return new Reading(reader.root.values.isEmpty() ? null : reader.root.values.get(0), reader.faults);
	}

	private void readAll() {
		try {
			skipSpace();
			value(this.root, 0);
			skipSpace();
			if (this.at < this.text.length()) {
				throw new Stop(Reason.MALFORMED);
			}
		}
		catch (Stop ex) {
			this.faults.add(ex.reason);
		}
	}

	private void skipSpace() {
		Matcher space = SPACE.matcher(this.text).region(this.at, this.text.length());
		this.at = space.lookingAt() ? space.end() : this.at;
	}

	private char next() throws Stop {
		if (this.at == this.text.length()) {
			throw new Stop(Reason.MALFORMED);
		}
		return this.text.charAt(this.at);
	}

	private void take(char expected) throws Stop {
		if (next() != expected) {
			throw new Stop(Reason.MALFORMED);
		}
		this.at++;
	}

	private void value(Tree parent, int depth) throws Stop {
		int from = this.at;
		Tree tree = switch (next()) {
			case '{' -> new Tree(Kind.OBJECT, "");
			case '[' -> new Tree(Kind.ARRAY, "");
			case '"' -> new Tree(Kind.TEXT, string());
			default -> scalar();
		};
		boolean container = tree.is(Kind.OBJECT) || tree.is(Kind.ARRAY);
		parent.values.add(tree);
		if (container) {
			checkDepth(depth + 1);
			inside(tree, depth + 1);
		}
		tree.raw = this.text.substring(from, this.at);
	}

	private void checkDepth(int depth) throws Stop {
		if (depth > this.deepest) {
			this.faults.add(Reason.TOO_LARGE);
		}
		if (depth > ABYSS) {
			throw new Stop(Reason.MALFORMED);
		}
	}

	private Tree scalar() throws Stop {
		Matcher scalar = SCALAR.matcher(this.text).region(this.at, this.text.length());
		if (!scalar.lookingAt()) {
			throw new Stop(Reason.MALFORMED);
		}
		this.at = scalar.end();
		String text = scalar.group();
		if (text.length() > LONGEST_NUMBER) {
			this.faults.add(Reason.TOO_LARGE);
		}
		return switch (text) {
			case "true", "false" -> new Tree(Kind.BOOL, text);
			case "null" -> new Tree(Kind.NULL, text);
			default -> new Tree(Kind.NUMBER, text);
		};
	}

	private void inside(Tree tree, int depth) throws Stop {
		char end = tree.is(Kind.OBJECT) ? '}' : ']';
		Set<String> names = new HashSet<>();
		this.at++;
		skipSpace();
		boolean more = next() != end;
		while (more) {
			if (tree.is(Kind.OBJECT)) {
				name(tree, names);
			}
			value(tree, depth);
			skipSpace();
			more = next() == ',';
			if (more) {
				this.at++;
				skipSpace();
			}
		}
		take(end);
	}

	private void name(Tree tree, Set<String> names) throws Stop {
		if (next() != '"') {
			throw new Stop(Reason.MALFORMED);
		}
		String name = string();
		tree.names.add(name);
		if (!names.add(name)) {
			this.faults.add(Reason.DUPLICATE_FIELD);
		}
		skipSpace();
		take(':');
		skipSpace();
	}

	private String string() throws Stop {
		StringBuilder string = new StringBuilder();
		this.at++;
		while (next() != '"') {
			char character = next();
			if (character < ' ') {
				throw new Stop(Reason.MALFORMED);
			}
			this.at++;
			string.append((character == '\\') ? escape() : character);
		}
		this.at++;
		if (!isSound(string)) {
			throw new Stop(Reason.MALFORMED);
		}
		return string.toString();
	}

	/**
	 * Whether text has no lone surrogate.
	 */
	static boolean isSound(CharSequence text) {
		return text.chars().noneMatch((unit) -> Character.isSurrogate((char) unit))
				|| StandardCharsets.UTF_8.newEncoder().canEncode(text);
	}

	private char escape() throws Stop {
		char letter = next();
		this.at++;
		return switch (letter) {
			case '"', '\\', '/' -> letter;
			case 'b' -> '\b';
			case 'f' -> '\f';
			case 'n' -> '\n';
			case 'r' -> '\r';
			case 't' -> '\t';
			case 'u' -> unit();
			default -> throw new Stop(Reason.MALFORMED);
		};
	}

	private char unit() throws Stop {
		Matcher hex = FOUR_HEX.matcher(this.text).region(this.at, this.text.length());
		if (!hex.lookingAt()) {
			throw new Stop(Reason.MALFORMED);
		}
		this.at += 4;
		return (char) Integer.parseInt(hex.group(), 16);
	}

	/** Ends the reading. */
	private static final class Stop extends Exception {

		private final Reason reason;

		Stop(Reason reason) {
			super(null, null, false, false);
			this.reason = reason;
		}

	}

}
