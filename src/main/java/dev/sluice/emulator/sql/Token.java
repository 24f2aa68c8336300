package dev.sluice.emulator.sql;

import java.util.Locale;

/**
 * One word, literal or symbol of a statement.
 *
 * @param kind what it is
 * @param text the decoded value: a string's characters, the bytes of a bytes literal in
 * hexadecimal, a parameter's name without its {@code @}
 * @param start index of its first character
 * @param end index after its last character
 * @param line line from 1
 * @param column column from 1
 */
record Token(Kind kind, String text, int start, int end, int line, int column) {

	enum Kind {

		IDENTIFIER, QUOTED, INTEGER, FLOAT, STRING, BYTES, PARAMETER, SYMBOL, END

	}

	boolean is(String word) {
		return switch (this.kind) {
			case IDENTIFIER -> this.text.equalsIgnoreCase(word);
			case SYMBOL -> this.text.equals(word);
			default -> false;
		};
	}

	boolean isName() {
		return this.kind == Kind.QUOTED || (this.kind == Kind.IDENTIFIER && !Keywords.reserved(this.text));
	}

	/**
	 * Returns the words with which BigQuery's syntax errors name it.
	 */
	String described() {
		return switch (this.kind) {
			case IDENTIFIER -> Keywords.reserved(this.text) ? "keyword " + this.text.toUpperCase(Locale.ROOT)
					: "identifier \"" + this.text + '"';
			case QUOTED -> "identifier `" + this.text + '`';
			case INTEGER -> "integer literal \"" + this.text + '"';
			case FLOAT -> "floating point literal \"" + this.text + '"';
			case STRING -> "string literal \"" + this.text + '"';
			case BYTES -> "bytes literal";
			case PARAMETER -> "\"@\"";
			case SYMBOL -> '"' + this.text + '"';
			case END -> "end of input";
		};
	}

}
