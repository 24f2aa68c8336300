package dev.sluice.emulator.catalog;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The pseudo columns of change data: what kind of change a row is, and its place in the
 * order of changes.
 */
public final class ChangeColumns {

	/** {@code UPSERT} or {@code DELETE}. */
	public static final String TYPE = "_CHANGE_TYPE";

	/** One to four hexadecimal numbers, separated by slashes. */
	public static final String SEQUENCE = "_CHANGE_SEQUENCE_NUMBER";

	private static final List<Field> COLUMNS = List.of(Field.of(TYPE, FieldType.STRING),
			Field.of(SEQUENCE, FieldType.STRING));

	private static final Pattern SEQUENCE_FORM = Pattern.compile("[0-9A-Fa-f]{1,16}(/[0-9A-Fa-f]{1,16}){0,3}");

	private ChangeColumns() {
	}

	/**
	 * Returns the pseudo columns that rows of a table may have: both if it has a primary
	 * key, otherwise none.
	 */
	public static List<Field> of(Table table) {
		return table.definition().primaryKey().isEmpty() ? List.of() : COLUMNS;
	}

	public static boolean valid(String sequence) {
		return SEQUENCE_FORM.matcher(sequence).matches();
	}

	/**
	 * Returns a sequence number in the form whose order as text is its order as numbers.
	 */
	public static String comparable(String sequence) {
		return Stream.of(sequence.toUpperCase(Locale.ROOT).split("/"))
			.map((section) -> "0".repeat(16 - section.length()) + section)
			.collect(Collectors.joining("/"));
	}

}
