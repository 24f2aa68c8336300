package dev.sluice.emulator.sql;

import dev.sluice.emulator.call.ApiError;
import dev.sluice.emulator.sql.Token.Kind;

/**
 * The door to the translation.
 */
public final class GoogleSql {

	private GoogleSql() {
	}

	/**
	 * Translates one statement.
	 * @param text the statement in GoogleSQL
	 * @param environment what it refers to
	 * @throws ApiError with reason {@code invalidQuery} and the place, if the statement
	 * is not GoogleSQL or not in the subset
	 */
	public static Statement translate(String text, Environment environment) {
		Tokens tokens = new Tokens(text);
		Parser parser = new Parser(tokens, environment);
		Statement statement = new StatementParser(parser).statement();
		tokens.accept(";");
		Token rest = tokens.peek();
		if (rest.kind() != Kind.END) {
			boolean script = tokens.at("SELECT") || tokens.at("INSERT") || tokens.at("CREATE") || tokens.at("DROP");
			throw script ? tokens.unsupported("scripts of several statements")
					: Tokens.error("Syntax error: Expected end of input but got " + rest.described(), rest);
		}
		return statement;
	}

}
