package dev.sluice.emulator.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import dev.sluice.emulator.call.ApiError;
import dev.sluice.emulator.sql.Token.Kind;

/**
 * A statement's text cut into tokens.
 *
 * Follows GoogleSQL's lexical rules: three comment styles, backticks, string and bytes
 * literals with their prefixes, triple quotes and escapes, hexadecimal integers.
 */
final class Tokenizer {

	private static final List<String> LONG_SYMBOLS = List.of("<=", ">=", "<>", "!=", "||", "<<", "=>", "|>", "@@");

	private static final String SYMBOLS = "()[]{},.;+-*/%<>=&|^~?:@$";

	private final String text;

	private final List<Token> tokens = new ArrayList<>();

	private int position;

	private int line = 1;

	private int lineStart;

	private Tokenizer(String text) {
		this.text = text;
	}

	/**
	 * Cuts a text.
	 * @return the tokens, the last of which is {@link Kind#END}
	 * @throws ApiError if a literal or comment is not closed or a character has no place
	 */
	static List<Token> tokenize(String text) {
		Tokenizer tokenizer = new Tokenizer(text);
		while (tokenizer.skipBlanks()) {
			tokenizer.next();
		}
		tokenizer.add(Kind.END, "", text.length());
		return List.copyOf(tokenizer.tokens);
	}

	private boolean skipBlanks() {
		while (this.position < this.text.length()) {
			char c = this.text.charAt(this.position);
			if (Character.isWhitespace(c)) {
				advance();
			}
			else if (c == '#' || startsWith("--")) {
				skipPast(this.text.indexOf('\n', this.position), this.text.length(), 0);
			}
			else if (startsWith("/*")) {
				int end = this.text.indexOf("*/", this.position + 2);
				if (end < 0) {
					throw error("Syntax error: Unclosed comment");
				}
				skipPast(end, end, 2);
			}
			else {
				return true;
			}
		}
		return false;
	}

	private void skipPast(int found, int otherwise, int length) {
		int end = ((found < 0) ? otherwise : found) + length;
		while (this.position < end) {
			advance();
		}
	}

	private void advance() {
		if (this.text.charAt(this.position++) == '\n') {
			this.line++;
			this.lineStart = this.position;
		}
	}

	private void next() {
		char c = this.text.charAt(this.position);
		if (literalPrefix() >= 0) {
			literal(literalPrefix());
		}
		else if (Character.isLetter(c) || c == '_') {
			add(Kind.IDENTIFIER, this.text.substring(this.position, wordEnd(this.position)), wordEnd(this.position));
		}
		else if (Character.isDigit(c) || (c == '.' && digitAt(this.position + 1))) {
			number();
		}
		else if (c == '`') {
			quotedIdentifier();
		}
		else if (c == '@' && wordEnd(this.position + 1) > this.position + 1) {
			int end = wordEnd(this.position + 1);
			add(Kind.PARAMETER, this.text.substring(this.position + 1, end), end);
		}
		else {
			symbol(c);
		}
	}

	/**
	 * Returns the length of the prefix of the literal that starts here, or -1.
	 */
	private int literalPrefix() {
		int at = this.position;
		while (at < this.text.length() && at - this.position < 2 && "rRbB".indexOf(this.text.charAt(at)) >= 0) {
			at++;
		}
		boolean quote = at < this.text.length() && (this.text.charAt(at) == '\'' || this.text.charAt(at) == '"');
		return quote ? at - this.position : -1;
	}

	private void literal(int prefixLength) {
		String prefix = this.text.substring(this.position, this.position + prefixLength).toLowerCase(Locale.ROOT);
		int open = this.position + prefixLength;
		String quote = this.text.substring(open, open + 1);
		if (this.text.startsWith(quote.repeat(3), open)) {
			quote = quote.repeat(3);
		}
		int close = closing(open + quote.length(), quote);
		String body = this.text.substring(open + quote.length(), close);
		boolean bytes = prefix.contains("b");
		try {
			Escapes escapes = new Escapes(body, prefix.contains("r"));
			add(bytes ? Kind.BYTES : Kind.STRING, bytes ? escapes.hexBytes() : escapes.text(), close + quote.length());
		}
		catch (IllegalArgumentException ex) {
			throw error("Syntax error: Illegal escape sequence: " + ex.getMessage());
		}
	}

	private int closing(int from, String quote) {
		for (int at = from; at < this.text.length(); at++) {
			char c = this.text.charAt(at);
			if (c == '\\') {
				at++;
			}
			else if (this.text.startsWith(quote, at)) {
				return at;
			}
			else if (c == '\n' && quote.length() == 1) {
				break;
			}
		}
		throw error((quote.length() == 1) ? "Syntax error: Unclosed string literal"
				: "Syntax error: Unclosed triple-quoted string literal");
	}

	private void quotedIdentifier() {
		int close = this.text.indexOf('`', this.position + 1);
		if (close < 0) {
			throw error("Syntax error: Unclosed identifier literal");
		}
		if (close == this.position + 1) {
			throw error("Syntax error: Invalid empty identifier");
		}
		add(Kind.QUOTED, this.text.substring(this.position + 1, close), close + 1);
	}

	private void number() {
		int end = this.position;
		if (startsWith("0x") || startsWith("0X")) {
			end = wordEnd(this.position);
			add(Kind.INTEGER, this.text.substring(this.position, end), end);
			return;
		}
		end = digitsEnd(end);
		boolean fraction = end < this.text.length() && this.text.charAt(end) == '.' && !letterAt(end + 1);
		if (fraction) {
			end = digitsEnd(end + 1);
		}
		int exponent = exponentEnd(end);
		boolean integer = !fraction && exponent == end;
		add(integer ? Kind.INTEGER : Kind.FLOAT, this.text.substring(this.position, exponent), exponent);
	}

	private int exponentEnd(int at) {
		if (at < this.text.length() && (this.text.charAt(at) == 'e' || this.text.charAt(at) == 'E')) {
			int digits = at + 1;
			if (digits < this.text.length() && "+-".indexOf(this.text.charAt(digits)) >= 0) {
				digits++;
			}
			if (digitAt(digits)) {
				return digitsEnd(digits);
			}
		}
		return at;
	}

	private void symbol(char c) {
		for (String symbol : LONG_SYMBOLS) {
			if (startsWith(symbol)) {
				add(Kind.SYMBOL, symbol, this.position + symbol.length());
				return;
			}
		}
		if (SYMBOLS.indexOf(c) < 0) {
			throw error("Syntax error: Illegal input character \"" + c + '"');
		}
		add(Kind.SYMBOL, String.valueOf(c), this.position + 1);
	}

	private void add(Kind kind, String value, int end) {
		this.tokens.add(new Token(kind, value, this.position, end, this.line, this.position - this.lineStart + 1));
		while (this.position < end) {
			advance();
		}
	}

	private int wordEnd(int from) {
		int end = from;
		while (end < this.text.length()
				&& (Character.isLetterOrDigit(this.text.charAt(end)) || this.text.charAt(end) == '_')) {
			end++;
		}
		return end;
	}

	private int digitsEnd(int from) {
		int end = from;
		while (digitAt(end)) {
			end++;
		}
		return end;
	}

	private boolean digitAt(int at) {
		return at < this.text.length() && this.text.charAt(at) >= '0' && this.text.charAt(at) <= '9';
	}

	private boolean letterAt(int at) {
		return at < this.text.length() && (Character.isLetter(this.text.charAt(at)) || this.text.charAt(at) == '_');
	}

	private boolean startsWith(String prefix) {
		return this.text.startsWith(prefix, this.position);
	}

	private ApiError error(String message) {
		return ApiError.invalidQuery(message + " at [" + this.line + ':' + (this.position - this.lineStart + 1) + ']');
	}

}
