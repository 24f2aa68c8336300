package dev.sluice.emulator.sql;

/**
 * Names and texts in the form that DuckDB reads them back unchanged.
 */
public final class Quoting {

	private Quoting() {
	}

	/**
	 * Returns a name in double quotes.
	 */
	public static String identifier(String name) {
		return '"' + name.replace("\"", "\"\"") + '"';
	}

	/**
	 * Returns a text in single quotes.
	 */
	public static String text(String value) {
		return '\'' + value.replace("'", "''") + '\'';
	}

}
