package dev.sluice.emulator.sql;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The parts of dates and times, by name.
 */
final class DateParts {

	private static final Set<String> UNITS = Set.of("MICROSECOND", "MILLISECOND", "SECOND", "MINUTE", "HOUR", "DAY",
			"WEEK", "MONTH", "QUARTER", "YEAR");

	private static final Map<String, String> TRUNCATED = Map.of("ISOWEEK", "week", "ISOYEAR", "isoyear");

	private static final Map<String, String> EXTRACTED = Map.ofEntries(Map.entry("YEAR", "year(%s)"),
			Map.entry("QUARTER", "quarter(%s)"), Map.entry("MONTH", "month(%s)"), Map.entry("DAY", "day(%s)"),
			Map.entry("HOUR", "hour(%s)"), Map.entry("MINUTE", "minute(%s)"), Map.entry("SECOND", "second(%s)"),
			Map.entry("MILLISECOND", "(millisecond(%s) %% 1000)"),
			Map.entry("MICROSECOND", "(microsecond(%s) %% 1000000)"), Map.entry("DAYOFWEEK", "(dayofweek(%s) + 1)"),
			Map.entry("DAYOFYEAR", "dayofyear(%s)"), Map.entry("ISOWEEK", "week(%s)"),
			Map.entry("ISOYEAR", "isoyear(%s)"), Map.entry("WEEK", "CAST(strftime(%s, '%%U') AS BIGINT)"),
			Map.entry("DATE", "CAST(%s AS DATE)"), Map.entry("DATETIME", "CAST(%s AS TIMESTAMP)"),
			Map.entry("TIME", "CAST(CAST(%s AS TIMESTAMP) AS TIME)"));

	private DateParts() {
	}

	/**
	 * Reads the unit of an interval.
	 */
	static String unit(Tokens tokens) {
		Token token = tokens.next();
		String name = token.text().toUpperCase(Locale.ROOT);
		if (tokens.at("TO")) {
			throw tokens.unsupported("intervals of several parts");
		}
		if (!UNITS.contains(name)) {
			throw Tokens.error("A valid date part name is required but found " + token.text(), token);
		}
		return name;
	}

	/**
	 * Reads the part to which a time is truncated or in which a difference is counted,
	 * and returns DuckDB's quoted name for it.
	 */
	static String part(Tokens tokens) {
		Token token = tokens.next();
		String name = token.text().toUpperCase(Locale.ROOT);
		if (name.equals("WEEK") && tokens.accept("(")) {
			if (!tokens.accept("MONDAY")) {
				throw tokens.unsupported("weeks that start on another day than MONDAY or SUNDAY");
			}
			tokens.expect(")");
			return "'week'";
		}
		if (TRUNCATED.containsKey(name)) {
			return Quoting.text(TRUNCATED.getOrDefault(name, ""));
		}
		if (!UNITS.contains(name)) {
			throw Tokens.error("A valid date part name is required but found " + token.text(), token);
		}
		return Quoting.text(name.equals("WEEK") ? Macros.SUNDAY_WEEK : name.toLowerCase(Locale.ROOT));
	}

	/**
	 * Reads {@code EXTRACT(part FROM value [AT TIME ZONE zone])}.
	 */
	static String extract(Parser parser) {
		Tokens tokens = parser.tokens;
		tokens.expect("EXTRACT");
		tokens.expect("(");
		Token part = tokens.next();
		String template = EXTRACTED.get(part.text().toUpperCase(Locale.ROOT));
		if (template == null) {
			throw Tokens.error("A valid date part name is required but found " + part.text(), part);
		}
		tokens.expect("FROM");
		String value = parser.expressions.sql();
		if (tokens.accept("AT", "TIME", "ZONE")) {
			value = "timezone(" + parser.expressions.sql() + ", " + value + ')';
		}
		tokens.expect(")");
		return template.formatted(value);
	}

}
