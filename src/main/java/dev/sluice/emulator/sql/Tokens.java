package dev.sluice.emulator.sql;

import java.util.List;
import java.util.Locale;

import dev.sluice.emulator.call.ApiError;
import dev.sluice.emulator.sql.Token.Kind;

/**
 * The tokens of a statement with the place where reading stands.
 */
final class Tokens {

	private final String text;

	private final List<Token> tokens;

	private int position;

	Tokens(String text) {
		this.text = text;
		this.tokens = Tokenizer.tokenize(text);
	}

	/**
	 * Returns the source from an index to the last token taken.
	 */
	String textFrom(int start) {
		return this.text.substring(start, this.tokens.get(this.position - 1).end());
	}

	Token peek() {
		return peek(0);
	}

	Token peek(int ahead) {
		return this.tokens.get(Math.min(this.position + ahead, this.tokens.size() - 1));
	}

	Token next() {
		Token token = peek();
		if (token.kind() != Kind.END) {
			this.position++;
		}
		return token;
	}

	boolean at(String... words) {
		for (int i = 0; i < words.length; i++) {
			if (!peek(i).is(words[i])) {
				return false;
			}
		}
		return true;
	}

	boolean accept(String... words) {
		if (!at(words)) {
			return false;
		}
		this.position += words.length;
		return true;
	}

	Token expect(String word) {
		Token token = peek();
		if (!token.is(word)) {
			String quoted = Character.isLetter(word.charAt(0)) ? "keyword " + word : '"' + word + '"';
			throw error("Syntax error: Expected " + quoted + " but got " + token.described(), token);
		}
		return next();
	}

	/**
	 * Takes a name: an identifier that is not reserved, or anything in backticks.
	 */
	String name() {
		if (!peek().isName()) {
			throw unexpected();
		}
		return next().text();
	}

	/**
	 * Takes the part of a path that follows a dot, where reserved words are names too.
	 */
	String nameAfterDot() {
		if (peek().kind() != Kind.IDENTIFIER && peek().kind() != Kind.QUOTED) {
			throw unexpected();
		}
		return next().text();
	}

	/**
	 * Returns how many positional parameters stand before a token.
	 */
	int markersBefore(Token token) {
		return (int) this.tokens.stream().filter((other) -> other.start() < token.start() && other.is("?")).count();
	}

	/**
	 * Returns whether one of some names stands anywhere in the statement.
	 */
	boolean mention(List<String> names) {
		return this.tokens.stream()
			.filter((token) -> token.kind() == Kind.IDENTIFIER || token.kind() == Kind.QUOTED)
			.anyMatch((token) -> names.contains(token.text().toUpperCase(Locale.ROOT)));
	}

	/**
	 * Returns whether nothing, not even a blank, stands before the next token.
	 */
	boolean adjacent() {
		return this.position > 0 && this.tokens.get(this.position - 1).end() == peek().start();
	}

	ApiError unexpected() {
		Token token = peek();
		String what = (token.kind() == Kind.END) ? "end of script" : token.described();
		return error("Syntax error: Unexpected " + what, token);
	}

	ApiError unsupported(String what) {
		return unsupported(what, peek());
	}

	static ApiError unsupported(String what, Token token) {
		return error("The emulator does not support " + what, token);
	}

	static ApiError error(String message, Token at) {
		return ApiError.invalidQuery(message + " at [" + at.line() + ':' + at.column() + ']');
	}

}
