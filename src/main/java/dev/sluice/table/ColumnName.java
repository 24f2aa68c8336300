package dev.sluice.table;

import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * The name of a column for the name of a field. BigQuery takes letters, digits and marks
 * of any script, connectors, dashes, spaces and {@code & % = + : ' < > # |}; source:
 * "Flexible column names" and "Column names" in BigQuery's "Specifying a schema".
 */
public final class ColumnName {

	/** The largest number of characters of a name. */
	public static final int MAX_LENGTH = 300;

	private static final List<String> RESERVED_PREFIXES = List.of("_table_", "_file_", "_partition", "_row_timestamp",
			"__root__", "_colidentifier", "_change_sequence_number", "_change_type", "_change_timestamp");

	private static final String SYMBOLS = " &%=+:'<>#|";

	private ColumnName() {
	}

	/**
	 * The column name of a field: every character that BigQuery refuses becomes
	 * {@code _}; a leading digit, a reserved prefix and nothing at all get {@code _}
	 * before them. The same field always gets the same name, and a name that BigQuery
	 * takes stays as it is.
	 * @return the name, or {@code null} if it has more than {@link #MAX_LENGTH}
	 * characters
	 */
	public static @Nullable String of(String field) {
		StringBuilder name = new StringBuilder(field.length() + 1);
		field.codePoints().map((character) -> isAllowed(character) ? character : '_').forEach(name::appendCodePoint);
		if (name.isEmpty() || isDigit(name.codePointAt(0)) || isReserved(name)) {
			name.insert(0, '_');
		}
		return (name.codePointCount(0, name.length()) <= MAX_LENGTH) ? name.toString() : null;
	}

	private static boolean isReserved(CharSequence name) {
		String folded = name.toString().toLowerCase(Locale.ROOT);
		return RESERVED_PREFIXES.stream().anyMatch(folded::startsWith);
	}

	private static boolean isAllowed(int character) {
		return switch (Character.getType(character)) {
			case Character.UPPERCASE_LETTER, Character.LOWERCASE_LETTER, Character.TITLECASE_LETTER,
					Character.MODIFIER_LETTER, Character.OTHER_LETTER, Character.NON_SPACING_MARK,
					Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK, Character.CONNECTOR_PUNCTUATION,
					Character.DASH_PUNCTUATION ->
				true;
			default -> isDigit(character) || SYMBOLS.indexOf(character) >= 0;
		};
	}

	private static boolean isDigit(int character) {
		return switch (Character.getType(character)) {
			case Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER -> true;
			default -> false;
		};
	}

}
