package dev.sluice.emulator.sql;

import java.util.List;

import dev.sluice.emulator.duckdb.BigNumerics;
import dev.sluice.emulator.duckdb.DuckTypes;

/**
 * What DuckDB has to be taught before it runs a translation.
 */
public final class Macros {

	static final String DIVIDE = "bq_divide";

	static final String SAFE_DIVIDE = "bq_safe_divide";

	static final String OFFSET = "bq_offset";

	static final String SAFE_OFFSET = "bq_safe_offset";

	static final String STRING = "bq_string";

	static final String BIGNUMERIC = "bq_bignumeric";

	static final String TRUNCATE = "bq_trunc";

	static final String DIFFERENCE = "bq_diff";

	static final String JSON_VALUE = "bq_json_value";

	static final String REGEXP_EXTRACT = "bq_regexp_extract";

	/**
	 * The name that stands for weeks from Sunday, which DuckDB does not have.
	 */
	static final String SUNDAY_WEEK = "sunday_week";

	private static final List<String> STATEMENTS = List.of(
			"bq_padded(x) AS lpad(split_part(x, '.', 1), " + BigNumerics.WHOLE + ", '0')"
					+ " || rpad(split_part(x, '.', 2), " + BigNumerics.SCALE + ", '0')",
			DIVIDE + "(a, b) AS CASE WHEN b = 0 THEN error('division by zero: ' || a || ' / ' || b) ELSE a / b END",
			SAFE_DIVIDE + "(a, b) AS CASE WHEN b = 0 THEN NULL ELSE a / b END",
			OFFSET + "(a, i) AS CASE WHEN i < 0 OR i >= len(a)"
					+ " THEN error('Array index ' || i || ' is out of bounds') ELSE a[i + 1] END",
			SAFE_OFFSET + "(a, i) AS CASE WHEN i < 0 THEN NULL ELSE a[i + 1] END",
			// a decimal text as BigNumerics writes it, and back
			"bq_sortable(x) AS CASE WHEN starts_with(x, '-') THEN '0' || translate(bq_padded(substr(x, 2)),"
					+ " '0123456789', '9876543210') ELSE '1' || bq_padded(x) END",
			BIGNUMERIC + "(x) AS CASE WHEN typeof(x) = '" + DuckTypes.BIGNUMERIC
					+ "' THEN struct_pack(bignumeric := regexp_extract(CAST(x AS VARCHAR), '[0-9]{78}'))"
					+ " WHEN x IS NULL THEN NULL"
					+ " ELSE struct_pack(bignumeric := bq_sortable(CAST(x AS VARCHAR))) END",
			"bq_plain(x) AS regexp_replace(x, '^(-?\\d+)(?:\\.0*|(\\.\\d*[1-9])0*)$', '\\1\\2')",
			"bq_unsorted(x) AS bq_plain(CASE WHEN starts_with(x, '0') THEN '-' || regexp_replace("
					+ "translate(substr(x, 2), '0123456789', '9876543210'), '^0*(\\d+)(\\d{38})$', '\\1.\\2')"
					+ " ELSE regexp_replace(substr(x, 2), '^0*(\\d+)(\\d{38})$', '\\1.\\2') END)",
			STRING + "(x) AS CASE WHEN typeof(x) = 'DOUBLE' OR starts_with(typeof(x), 'DECIMAL')"
					+ " THEN bq_plain(CAST(x AS VARCHAR)) WHEN typeof(x) = '" + DuckTypes.BIGNUMERIC
					+ "' THEN bq_unsorted(regexp_extract(CAST(x AS VARCHAR), '[0-9]{78}'))"
					+ " WHEN typeof(x) = 'JSON' THEN json_extract_string(CAST(x AS VARCHAR), '$')"
					+ " ELSE CAST(x AS VARCHAR) END",
			TRUNCATE + "(part, x) AS CASE WHEN part = '" + SUNDAY_WEEK
					+ "' THEN date_trunc('week', x + INTERVAL 1 DAY) - INTERVAL 1 DAY ELSE date_trunc(replace(part, 'sunday_', ''), x) END",
			DIFFERENCE + "(part, a, b) AS CASE WHEN part IN ('week', '" + SUNDAY_WEEK + "') THEN date_diff('day', "
					+ TRUNCATE + "(part, a), " + TRUNCATE
					+ "(part, b)) // 7 ELSE date_diff(replace(part, 'sunday_', ''), a, b) END",
			JSON_VALUE + "(j, p) AS CASE WHEN json_valid(CAST(j AS VARCHAR))"
					+ " AND json_type(CAST(j AS VARCHAR), p) NOT IN ('OBJECT', 'ARRAY')"
					+ " THEN json_extract_string(CAST(j AS VARCHAR), p) END",
			REGEXP_EXTRACT + "(s, r) AS CASE WHEN NOT regexp_matches(s, r) THEN NULL"
					+ " WHEN regexp_matches(r, '(^|[^\\\\])\\(([^?]|\\?P<)') THEN regexp_extract(s, r, 1)"
					+ " ELSE regexp_extract(s, r) END");

	private Macros() {
	}

	/**
	 * Returns the expression that makes a BIGNUMERIC of a number or its text.
	 */
	public static String bigNumeric(String value) {
		return BIGNUMERIC + '(' + value + ')';
	}

	/**
	 * Returns the statements that a DuckDB database must have run once.
	 */
	public static List<String> statements() {
		return STATEMENTS.stream().map((macro) -> "CREATE OR REPLACE MACRO " + macro).toList();
	}

}
