package dev.sluice.emulator.sql;

import java.util.Locale;
import java.util.Map;

import dev.sluice.emulator.sql.Token.Kind;

/**
 * The functions that tell the time, which needs no parentheses to be asked for.
 */
final class Clocks {

	private static final Map<String, String> TYPES = Map.of("CURRENT_TIMESTAMP", "TIMESTAMPTZ", "CURRENT_DATE", "DATE",
			"CURRENT_DATETIME", "TIMESTAMP", "CURRENT_TIME", "TIME");

	private Clocks() {
	}

	static boolean isName(Token token) {
		return token.kind() == Kind.IDENTIFIER && TYPES.containsKey(token.text().toUpperCase(Locale.ROOT));
	}

	/**
	 * Reads the rest of a call: the statement's time, in UTC or in the zone given.
	 */
	static String read(Token name, Parser parser) {
		String zone = "'UTC'";
		if (parser.tokens.accept("(") && !parser.tokens.accept(")")) {
			zone = parser.expressions.sql();
			parser.tokens.expect(")");
		}
		String now = "CAST(" + Quoting.text(parser.environment.now().toString()) + " AS TIMESTAMPTZ)";
		String type = TYPES.getOrDefault(name.text().toUpperCase(Locale.ROOT), "");
		return type.equals("TIMESTAMPTZ") ? now : "CAST(timezone(" + zone + ", " + now + ") AS " + type + ')';
	}

}
