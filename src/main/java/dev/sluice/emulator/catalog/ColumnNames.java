package dev.sluice.emulator.catalog;

import java.util.List;
import java.util.Locale;

import dev.sluice.emulator.call.ApiError;
import org.jspecify.annotations.Nullable;

/**
 * The rules for the names of columns.
 */
final class ColumnNames {

	private static final int MAX_LENGTH = 300;

	private static final String FORBIDDEN = "!\"$()*,./;?@[\\]^`{}~";

	private static final List<String> RESERVED = List.of("_PARTITION", "_TABLE_", "_FILE_", "_ROW_TIMESTAMP",
			"__ROOT__", "_COLIDENTIFIER", "_CHANGE_SEQUENCE_NUMBER", "_CHANGE_TYPE", "_CHANGE_TIMESTAMP");

	private ColumnNames() {
	}

	static String check(@Nullable String name) {
		if (name == null || name.isEmpty()) {
			throw ApiError.required("Field name cannot be empty.");
		}
		if (name.length() > MAX_LENGTH || name.chars().anyMatch((c) -> c < ' ' || FORBIDDEN.indexOf(c) >= 0)) {
			throw ApiError.invalid("Invalid field name \"" + name + "\". Fields must contain the allowed characters, "
					+ "and be at most 300 characters long. For allowed characters, please refer to "
					+ "https://cloud.google.com/bigquery/docs/schemas#column_names");
		}
		String upper = name.toUpperCase(Locale.ROOT);
		if (RESERVED.stream().anyMatch(upper::startsWith)) {
			throw ApiError.invalid("Invalid field name \"" + name + "\". Field names are not allowed to start with "
					+ "the (case-insensitive) prefixes " + String.join(", ", RESERVED));
		}
		return name;
	}

}
