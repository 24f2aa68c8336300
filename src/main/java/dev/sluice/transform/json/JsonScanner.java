package dev.sluice.transform.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import dev.sluice.record.Reason;

/**
 * The text of one record and its lexical rules: white space, strings and literals as in
 * RFC 8259, in strictly valid UTF-8.
 * <p>
 * Readers take a position and return the position after what they have read, or
 * {@link Fault#FAILED}. No position is ever beyond the end of the text.
 */
public final class JsonScanner {

	/** What {@link #peek} finds at the end; no byte that JSON has a use for. */
	public static final byte END = 0;

	private static final int LARGEST_SCRATCH_KEPT = 64 * 1024;

	private final Fault fault;

	private byte[] bytes = {};

	private int end;

	private boolean escaped;

	private byte[] text = {};

	private int textFrom;

	private int textTo;

	private byte[] scratch = new byte[256];

	public JsonScanner(Fault fault) {
		this.fault = fault;
	}

	public void read(byte[] bytes) {
		read(bytes, bytes.length);
	}

	/**
	 * Reads text that ends before its array does.
	 */
	public void read(byte[] bytes, int end) {
		this.bytes = bytes;
		this.end = end;
		if (this.scratch.length > LARGEST_SCRATCH_KEPT) {
			this.scratch = new byte[256];
		}
	}

	public byte[] bytes() {
		return this.bytes;
	}

	public int end() {
		return this.end;
	}

	public Fault fault() {
		return this.fault;
	}

	public byte peek(int at) {
		return (at < this.end) ? this.bytes[at] : END;
	}

	/**
	 * The next position that is no white space.
	 */
	public int token(int at) {
		return (at < this.end && this.bytes[at] > ' ') ? at : skipSpace(at);
	}

	private int skipSpace(int at) {
		int i = at;
		while (i < this.end && isSpace(this.bytes[i])) {
			i++;
		}
		return i;
	}

	private static boolean isSpace(byte b) {
		return b == ' ' || b == '\n' || b == '\t' || b == '\r';
	}

	/**
	 * Reads the colon after a key and the white space around it.
	 */
	public int colon(int at) {
		int i = token(at);
		return (peek(i) == ':') ? token(i + 1) : malformed("a colon is missing", i);
	}

	/**
	 * Reads a string, whose text is then given by {@link #text}, {@link #textFrom} and
	 * {@link #textTo} until the next one is read.
	 * @param at the position after its opening quote
	 * @return the position after its closing quote
	 */
	public int string(int at) {
		int after = skipString(at);
		this.text = this.bytes;
		this.textFrom = at;
		this.textTo = after - 1;
		if (this.escaped && after >= 0) {
			unescape();
		}
		return after;
	}

	/**
	 * Reads a string without regard to its text.
	 * @param at the position after its opening quote
	 * @return the position after its closing quote
	 */
	public int skipString(int at) {
		this.escaped = false;
		int i = Words.plainText(this.bytes, at, this.end);
		return (i < this.end && this.bytes[i] == '"') ? i + 1 : skipSpecial(i);
	}

	private int skipSpecial(int at) {
		int i = at;
		while (i >= 0 && i < this.end) {
			byte b = this.bytes[i];
			if (b == '"') {
				return i + 1;
			}
			if (b == '\\') {
				i = escape(i);
			}
			else if (b < 0) {
				i = Utf8.skip(this.bytes, i, this.end);
				if (i < 0) {
					return malformed("the text is not valid UTF-8", at);
				}
			}
			else {
				return malformed("a control character stands in a string", i);
			}
			if (i >= 0) {
				i = Words.plainText(this.bytes, i, this.end);
			}
		}
		return (i < 0) ? Fault.FAILED : malformed("the text ends within a string", this.end);
	}

	private int escape(int at) {
		this.escaped = true;
		return switch (peek(at + 1)) {
			case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> at + 2;
			case 'u' -> unicodeEscape(at);
			default -> malformed("an escape sequence is not known", at);
		};
	}

	private int unicodeEscape(int at) {
		int unit = hex(at + 2);
		if (unit < 0) {
			return malformed("an escape sequence lacks its four hexadecimal digits", at);
		}
		if (!Character.isSurrogate((char) unit)) {
			return at + 6;
		}
		boolean pair = Character.isHighSurrogate((char) unit) && peek(at + 6) == '\\' && peek(at + 7) == 'u';
		int low = pair ? hex(at + 8) : -1;
		if (low < 0 || !Character.isLowSurrogate((char) low)) {
			return malformed("a lone surrogate stands in a string", at);
		}
		return at + 12;
	}

	private int hex(int at) {
		if (at + 4 > this.end) {
			return -1;
		}
		int value = 0;
		for (int i = at; i < at + 4; i++) {
			int digit = Character.digit(this.bytes[i], 16);
			if (digit < 0) {
				return -1;
			}
			value = value << 4 | digit;
		}
		return value;
	}

	private void unescape() {
		if (this.scratch.length < this.textTo - this.textFrom) {
			this.scratch = new byte[Math.max(this.textTo - this.textFrom, 2 * this.scratch.length)];
		}
		this.textTo = Escapes.decode(this.bytes, this.textFrom, this.textTo, this.scratch);
		this.textFrom = 0;
		this.text = this.scratch;
	}

	public byte[] text() {
		return this.text;
	}

	public int textFrom() {
		return this.textFrom;
	}

	public int textTo() {
		return this.textTo;
	}

	/**
	 * Whether the last string had escape sequences.
	 */
	public boolean escaped() {
		return this.escaped;
	}

	/**
	 * Whether the last string read is {@code word}.
	 */
	public boolean textIs(byte[] word) {
		return Arrays.equals(this.text, this.textFrom, this.textTo, word, 0, word.length);
	}

	/**
	 * The last string read.
	 */
	public String textString() {
		return new String(this.text, this.textFrom, this.textTo - this.textFrom, StandardCharsets.UTF_8);
	}

	/**
	 * Reads {@code null}.
	 */
	public int nullValue(int at) {
		return literal(at, JsonSkipper.NULL);
	}

	/**
	 * Reads {@code true} or {@code false}.
	 * @param value which of them
	 */
	public int bool(int at, boolean value) {
		return literal(at, value ? JsonSkipper.TRUE : JsonSkipper.FALSE);
	}

	/**
	 * Reads {@code true}, {@code false} or {@code null}.
	 */
	int literal(int at, byte[] word) {
		int after = at + word.length;
		if (after <= this.end && Arrays.equals(this.bytes, at, after, word, 0, word.length)) {
			return after;
		}
		return malformed("a value is expected", at);
	}

	/**
	 * Notes that the text is not well-formed.
	 * @return {@link Fault#FAILED}
	 */
	public int malformed(String what, int at) {
		String reallyWhat = (at >= this.end) ? "the text ends too early" : what;
		return this.fault.fail(Reason.MALFORMED, reallyWhat, Math.min(at, this.end));
	}

}
