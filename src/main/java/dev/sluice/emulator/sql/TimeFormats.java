package dev.sluice.emulator.sql;

import java.util.Map;

import dev.sluice.emulator.sql.Token.Kind;

/**
 * The format elements of dates and times.
 */
final class TimeFormats {

	private static final Map<String, String> ELEMENTS = Map.ofEntries(Map.entry("F", "%Y-%m-%d"),
			Map.entry("T", "%H:%M:%S"), Map.entry("R", "%H:%M"), Map.entry("D", "%m/%d/%y"), Map.entry("E3S", "%S.%g"),
			Map.entry("E6S", "%S.%f"), Map.entry("E4Y", "%Y"), Map.entry("Z", "UTC"), Map.entry("z", "+0000"),
			Map.entry("Ez", "+00:00"), Map.entry("h", "%b"));

	private static final String SAME = "YmdHMSjaAbBpIyuwUWVG%";

	private TimeFormats() {
	}

	/**
	 * Returns DuckDB's format for a literal format of GoogleSQL.
	 */
	static String format(Token token) {
		if (token.kind() != Kind.STRING) {
			throw Tokens.unsupported("formats of dates and times that are not string literals", token);
		}
		StringBuilder format = new StringBuilder();
		String text = token.text();
		for (int at = 0; at < text.length(); at++) {
			if (text.charAt(at) != '%') {
				format.append(text.charAt(at));
				continue;
			}
			String element = element(text, at + 1);
			String translated = (element.length() == 1 && SAME.contains(element)) ? "%" + element
					: ELEMENTS.get(element);
			if (translated == null) {
				throw Tokens.unsupported("the format element %" + element, token);
			}
			format.append(translated);
			at += element.length();
		}
		return format.toString();
	}

	private static String element(String text, int from) {
		int end = from;
		if (end < text.length() && text.charAt(end) == 'E') {
			end++;
			while (end < text.length() && (Character.isDigit(text.charAt(end)) || text.charAt(end) == '*')) {
				end++;
			}
		}
		return text.substring(from, Math.min(end + 1, text.length()));
	}

}
