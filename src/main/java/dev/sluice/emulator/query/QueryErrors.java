package dev.sluice.emulator.query;

import java.sql.SQLException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.sluice.emulator.call.ApiError;

/**
 * DuckDB's refusals in BigQuery's words, as far as they have an equal.
 */
final class QueryErrors {

	private static final Pattern COLUMN = Pattern
		.compile("(?:Referenced column|Column) \"([^\"]+)\" (?:not found|referenced that exists)");

	private static final Pattern QUALIFIED_COLUMN = Pattern
		.compile("does not have a column named \"([^\"]+)\"|Could not find key \"([^\"]+)\" in struct");

	private static final Pattern TABLE = Pattern.compile("Referenced table \"([^\"]+)\" not found");

	private static final Pattern GROUPED = Pattern.compile("column \"([^\"]+)\" must appear in the GROUP BY");

	private static final Pattern CONVERSION = Pattern
		.compile("Could not convert string '(.*)' to (INT64|DOUBLE|BOOL|DECIMAL)");

	private static final Pattern SIGNATURE = Pattern.compile(
			"(?:Could not choose a best candidate function for|No function matches) the (?:given name.*|function call \"(.*)\"\\.)");

	private QueryErrors() {
	}

	static ApiError of(SQLException ex) {
		String message = String.valueOf(ex.getMessage());
		Matcher matcher = COLUMN.matcher(message);
		if (matcher.find()) {
			return ApiError.invalidQuery("Unrecognized name: " + matcher.group(1));
		}
		matcher = TABLE.matcher(message);
		if (matcher.find()) {
			return ApiError.invalidQuery("Unrecognized name: " + matcher.group(1));
		}
		matcher = QUALIFIED_COLUMN.matcher(message);
		if (matcher.find()) {
			String name = (matcher.group(1) != null) ? matcher.group(1) : matcher.group(2);
			return ApiError.invalidQuery("Name " + name + " not found");
		}
		matcher = GROUPED.matcher(message);
		if (matcher.find()) {
			return ApiError.invalidQuery("SELECT list expression references column " + matcher.group(1)
					+ " which is neither grouped nor aggregated");
		}
		matcher = CONVERSION.matcher(message);
		if (matcher.find()) {
			return ApiError
				.invalidQuery("Bad " + matcher.group(2).toLowerCase(Locale.ROOT) + " value: " + matcher.group(1));
		}
		matcher = SIGNATURE.matcher(message);
		if (matcher.find() && matcher.group(1) != null) {
			return ApiError.invalidQuery("No matching signature for " + matcher.group(1));
		}
		return ApiError.invalidQuery(plain(message));
	}

	private static String plain(String message) {
		String text = message.replaceFirst("^[A-Z][A-Za-z ]* Error: ", "");
		int end = text.indexOf("\n\nLINE ");
		return ((end < 0) ? text : text.substring(0, end)).strip();
	}

}
