package dev.sluice.schema.snowplow;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The names of fields for the properties of a schema.
 */
public final class FieldNames {

	private static final Pattern ACRONYM_ENDS = Pattern.compile("([A-Z])([A-Z][a-z])");

	private static final Pattern WORD_ENDS = Pattern.compile("([a-z\\d])([A-Z])");

	private static final Pattern FORBIDDEN = Pattern.compile("[^A-Za-z0-9_]");

	private FieldNames() {
	}

	/**
	 * The name of a property in snake case, with {@code _} for what BigQuery's names do
	 * not have and before a leading digit.
	 */
	public static String of(String property) {
		String name = FORBIDDEN.matcher(snakeCase(property)).replaceAll("_");
		return (!name.isEmpty() && name.charAt(0) >= '0' && name.charAt(0) <= '9') ? "_" + name : name;
	}

	/**
	 * The name of a property in snake case, whatever else is in it.
	 */
	static String snakeCase(String property) {
		String separated = ACRONYM_ENDS.matcher(property).replaceAll("$1_$2");
		return WORD_ENDS.matcher(separated).replaceAll("$1_$2").replace('-', '_').toLowerCase(Locale.ROOT);
	}

}
