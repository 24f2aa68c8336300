package dev.sluice.emulator.sql;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import dev.sluice.emulator.sql.FunctionRule.Form;
import dev.sluice.emulator.sql.FunctionRule.Kind;
import org.jspecify.annotations.Nullable;

/**
 * The functions of GoogleSQL that the emulator knows.
 */
public final class Functions {

	private static final int ANY = Integer.MAX_VALUE;

	private static final Map<String, FunctionRule> RULES = new TreeMap<>();

	static {
		aggregates();
		windows();
		texts();
		encodings();
		numbers();
		arrays();
		conditions();
		json();
		dates();
		datetimes();
		timestamps();

	}

	private Functions() {
	}

	/**
	 * Returns the names of all functions, sorted.
	 */
	public static Set<String> names() {
		return Collections.unmodifiableSet(RULES.keySet());
	}

	static @Nullable FunctionRule find(String name) {
		return RULES.get(name);
	}

	private static void aggregates() {
		passing(Kind.AGGREGATE, Map.of("COUNT", "count", "SUM", "sum", "AVG", "avg", "MIN", "min", "MAX", "max",
				"COUNTIF", "countif", "ANY_VALUE", "any_value", "LOGICAL_AND", "bool_and", "LOGICAL_OR", "bool_or"), 1,
				1);
		passing(Kind.AGGREGATE,
				Map.of("BIT_AND", "bit_and", "BIT_OR", "bit_or", "BIT_XOR", "bit_xor", "STDDEV", "stddev_samp",
						"STDDEV_SAMP", "stddev_samp", "STDDEV_POP", "stddev_pop", "VARIANCE", "var_samp", "VAR_SAMP",
						"var_samp", "VAR_POP", "var_pop", "APPROX_COUNT_DISTINCT", "approx_count_distinct"),
				1, 1);
		passing(Kind.AGGREGATE, Map.of("MAX_BY", "arg_max", "MIN_BY", "arg_min", "CORR", "corr"), 2, 2);
		put("ARRAY_AGG", FunctionRule.of(Kind.AGGREGATE, Form.call("list", 1, 1)));
		put("ARRAY_CONCAT_AGG", FunctionRule.of(Kind.AGGREGATE, "flatten(list($1))"));
		put("STRING_AGG", FunctionRule.of(Kind.AGGREGATE, Form.call("string_agg", 2, 2)));
		put("APPROX_QUANTILES",
				FunctionRule.of(Kind.AGGREGATE, "quantile_disc($1, list_transform(range($2 + 1), lambda q: q / $2))"));
	}

	private static void windows() {
		passing(Kind.WINDOW, Map.of("ROW_NUMBER", "row_number", "RANK", "rank", "DENSE_RANK", "dense_rank",
				"PERCENT_RANK", "percent_rank", "CUME_DIST", "cume_dist"), 0, 0);
		passing(Kind.WINDOW, Map.of("FIRST_VALUE", "first_value", "LAST_VALUE", "last_value", "NTILE", "ntile"), 1, 1);
		passing(Kind.WINDOW, Map.of("LAG", "lag", "LEAD", "lead"), 1, 3);
		passing(Kind.WINDOW, Map.of("NTH_VALUE", "nth_value"), 2, 2);
	}

	private static void texts() {
		passing(Kind.SCALAR, Map.of("LOWER", "lower", "UPPER", "upper", "REVERSE", "reverse", "LENGTH", "length",
				"CHAR_LENGTH", "length", "CHARACTER_LENGTH", "length", "ASCII", "ascii"), 1, 1);
		passing(Kind.SCALAR, Map.of("TRIM", "trim", "LTRIM", "ltrim", "RTRIM", "rtrim"), 1, 2);
		passing(Kind.SCALAR, Map.of("SUBSTR", "substr", "SUBSTRING", "substr"), 2, 3);
		passing(Kind.SCALAR,
				Map.of("STARTS_WITH", "starts_with", "ENDS_WITH", "ends_with", "STRPOS", "strpos", "INSTR", "strpos",
						"LEFT", "left", "RIGHT", "right", "REPEAT", "repeat", "REGEXP_CONTAINS", "regexp_matches"),
				2, 2);
		passing(Kind.SCALAR, Map.of("REPLACE", "replace", "TRANSLATE", "translate"), 3, 3);
		put("CONCAT", FunctionRule.of(Kind.SCALAR, Form.joined("(", " || ", ")")));
		put("FORMAT", FunctionRule.of(Kind.SCALAR, Form.joined("printf(", ", ", ")")));
		put("SPLIT", FunctionRule.of(Kind.SCALAR, "string_split($1, ',')", "string_split($1, $2)"));
		for (String side : new String[] { "LPAD", "RPAD" }) {
			put(side, FunctionRule.of(Kind.SCALAR, side + "($1, CAST($2 AS INTEGER), ' ')",
					side + "($1, CAST($2 AS INTEGER), $3)"));
		}
		put("CHR", FunctionRule.of(Kind.SCALAR, "chr(CAST($1 AS INTEGER))"));
		put("BYTE_LENGTH", FunctionRule.of(Kind.SCALAR, "octet_length(encode($1))"));
		put("OCTET_LENGTH", FunctionRule.of(Kind.SCALAR, "octet_length(encode($1))"));
		put("REGEXP_EXTRACT", FunctionRule.of(Kind.SCALAR, Macros.REGEXP_EXTRACT + "($1, $2)"));
		put("REGEXP_EXTRACT_ALL", FunctionRule.of(Kind.SCALAR, "regexp_extract_all($1, $2)"));
		put("REGEXP_REPLACE", FunctionRule.of(Kind.SCALAR, "regexp_replace($1, $2, $3, 'g')"));
		put("GENERATE_UUID", FunctionRule.of(Kind.SCALAR, "CAST(uuid() AS VARCHAR)"));
	}

	private static void encodings() {
		put("TO_HEX", FunctionRule.of(Kind.SCALAR, "lower(to_hex($1))"));
		put("FROM_HEX", FunctionRule.of(Kind.SCALAR, "from_hex($1)"));
		put("TO_BASE64", FunctionRule.of(Kind.SCALAR, "to_base64($1)"));
		put("FROM_BASE64", FunctionRule.of(Kind.SCALAR, "from_base64($1)"));
		put("MD5", FunctionRule.of(Kind.SCALAR, "from_hex(md5($1))"));
		put("SHA1", FunctionRule.of(Kind.SCALAR, "from_hex(sha1($1))"));
		put("SHA256", FunctionRule.of(Kind.SCALAR, "from_hex(sha256($1))"));
		put("SAFE_CONVERT_BYTES_TO_STRING", FunctionRule.of(Kind.SCALAR, "TRY(decode($1))"));
	}

	private static void numbers() {
		passing(Kind.SCALAR, Map.of("ABS", "abs", "SIGN", "sign", "CEIL", "ceil", "CEILING", "ceil", "FLOOR", "floor",
				"SQRT", "sqrt", "EXP", "exp", "LN", "ln", "LOG10", "log10"), 1, 1);
		passing(Kind.SCALAR, Map.of("TRUNC", "trunc", "IS_NAN", "isnan", "IS_INF", "isinf"), 1, 1);
		passing(Kind.SCALAR, Map.of("MOD", "mod", "POW", "pow", "POWER", "pow"), 2, 2);
		put("ROUND", FunctionRule.of(Kind.SCALAR, "round($1)", "round($1, CAST($2 AS INTEGER))"));
		put("LOG", FunctionRule.of(Kind.SCALAR, "ln($1)", "(ln($1) / ln($2))"));
		put("DIV",
				FunctionRule.of(Kind.SCALAR, "CASE WHEN $2 = 0 THEN error('division by zero: DIV') ELSE $1 // $2 END"));
		put("SAFE_DIVIDE", FunctionRule.of(Kind.SCALAR, Macros.SAFE_DIVIDE + "($1, $2)"));
		put("IEEE_DIVIDE", FunctionRule.of(Kind.SCALAR, "(CAST($1 AS DOUBLE) / CAST($2 AS DOUBLE))"));
		put("SAFE_ADD", FunctionRule.of(Kind.SCALAR, "TRY($1 + $2)"));
		put("SAFE_SUBTRACT", FunctionRule.of(Kind.SCALAR, "TRY($1 - $2)"));
		put("SAFE_MULTIPLY", FunctionRule.of(Kind.SCALAR, "TRY($1 * $2)"));
		put("SAFE_NEGATE", FunctionRule.of(Kind.SCALAR, "TRY(-$1)"));
		put("RAND", FunctionRule.of(Kind.SCALAR, "random()"));
	}

	private static void arrays() {
		put("ARRAY_LENGTH", FunctionRule.of(Kind.SCALAR, "len($1)"));
		put("ARRAY_REVERSE", FunctionRule.of(Kind.SCALAR, "list_reverse($1)"));
		put("ARRAY_FIRST", FunctionRule.of(Kind.SCALAR, Macros.OFFSET + "($1, 0)"));
		put("ARRAY_LAST", FunctionRule.of(Kind.SCALAR, Macros.OFFSET + "($1, len($1) - 1)"));
		put("ARRAY_CONCAT", FunctionRule.of(Kind.SCALAR, Form.joined("(", " || ", ")")));
		put("ARRAY_TO_STRING", FunctionRule.of(Kind.SCALAR, "array_to_string($1, $2)",
				"array_to_string(list_transform($1, lambda x: coalesce(x, $3)), $2)"));
		passing(Kind.SCALAR, Map.of("GENERATE_ARRAY", "generate_series"), 2, 3);
		put("GENERATE_DATE_ARRAY",
				FunctionRule.of(Kind.SCALAR,
						"CAST(generate_series(CAST($1 AS TIMESTAMP), CAST($2 AS TIMESTAMP), INTERVAL 1 DAY) AS DATE[])",
						"CAST(generate_series(CAST($1 AS TIMESTAMP), CAST($2 AS TIMESTAMP), $3) AS DATE[])"));
		put("GENERATE_TIMESTAMP_ARRAY", FunctionRule.of(Kind.SCALAR, "generate_series($1, $2, $3)"));
	}

	private static void conditions() {
		passing(Kind.SCALAR, Map.of("COALESCE", "coalesce"), 1, ANY);
		passing(Kind.SCALAR, Map.of("IFNULL", "coalesce", "NULLIF", "nullif"), 2, 2);
		put("IF", FunctionRule.of(Kind.SCALAR, "CASE WHEN $1 THEN $2 ELSE $3 END"));
		put("ERROR", FunctionRule.of(Kind.SCALAR, "error($1)"));
		for (String extreme : new String[] { "GREATEST", "LEAST" }) {
			put(extreme,
					FunctionRule.of(Kind.SCALAR, new Form(1, ANY, (arguments) -> "CASE WHEN "
							+ arguments.stream().map((value) -> value + " IS NULL").collect(Collectors.joining(" OR "))
							+ " THEN NULL ELSE " + extreme + '(' + String.join(", ", arguments) + ") END")));
		}
	}

	private static void json() {
		for (String name : new String[] { "JSON_VALUE", "JSON_EXTRACT_SCALAR" }) {
			put(name, FunctionRule.of(Kind.SCALAR, Macros.JSON_VALUE + "($1, '$')", Macros.JSON_VALUE + "($1, $2)"));
		}
		for (String name : new String[] { "JSON_QUERY", "JSON_EXTRACT" }) {
			put(name, FunctionRule.of(Kind.SCALAR, "json_extract($1, '$')", "json_extract($1, $2)"));
		}
		for (String name : new String[] { "JSON_QUERY_ARRAY", "JSON_EXTRACT_ARRAY" }) {
			put(name, FunctionRule.of(Kind.SCALAR, "json_extract($1, '$[*]')", "json_extract($1, $2 || '[*]')"));
		}
		for (String name : new String[] { "JSON_VALUE_ARRAY", "JSON_EXTRACT_STRING_ARRAY" }) {
			put(name, FunctionRule.of(Kind.SCALAR, "json_extract_string($1, '$[*]')",
					"json_extract_string($1, $2 || '[*]')"));
		}
		put("PARSE_JSON", FunctionRule.of(Kind.SCALAR, "CAST($1 AS JSON)"));
		put("TO_JSON", FunctionRule.of(Kind.SCALAR, "to_json($1)"));
		put("TO_JSON_STRING", FunctionRule.of(Kind.SCALAR, "CAST(to_json($1) AS VARCHAR)"));
		put("JSON_TYPE", FunctionRule.of(Kind.SCALAR,
				"CASE json_type($1) WHEN 'VARCHAR' THEN 'string' WHEN 'BIGINT' THEN 'number' WHEN 'UBIGINT' THEN"
						+ " 'number' WHEN 'DOUBLE' THEN 'number' ELSE lower(json_type($1)) END"));
		Map.of("INT64", "BIGINT", "FLOAT64", "DOUBLE", "BOOL", "BOOLEAN").forEach((name, type) -> {
			put(name, FunctionRule.of(Kind.SCALAR, "CAST(json_extract_string($1, '$') AS " + type + ')'));
			put("LAX_" + name, FunctionRule.of(Kind.SCALAR, "TRY_CAST(json_extract_string($1, '$') AS " + type + ')'));
		});
		put("LAX_STRING", FunctionRule.of(Kind.SCALAR, Macros.JSON_VALUE + "($1, '$')"));
		put("STRING", FunctionRule.of(Kind.SCALAR, Macros.STRING + "($1)"));
	}

	private static void dates() {
		put("DATE", FunctionRule.of(Kind.SCALAR, "CAST($1 AS DATE)", "CAST(timezone($2, $1) AS DATE)",
				"make_date($1, $2, $3)"));
		arithmetic("DATE", "DATE");
		put("DATE_TRUNC", truncated("DATE"));
		put("DATE_DIFF", difference("DATE"));
		put("LAST_DAY", FunctionRule.of(Kind.SCALAR, "last_day(CAST($1 AS DATE))"));
		put("DATE_FROM_UNIX_DATE", FunctionRule.of(Kind.SCALAR, "(DATE '1970-01-01' + CAST($1 AS INTEGER))"));
		put("UNIX_DATE", FunctionRule.of(Kind.SCALAR, "date_diff('day', DATE '1970-01-01', CAST($1 AS DATE))"));
		put("FORMAT_DATE", FunctionRule.of(Kind.SCALAR, "strftime(CAST($2 AS DATE), $1)").withFormat(0));
		put("PARSE_DATE", FunctionRule.of(Kind.SCALAR, "CAST(strptime($2, $1) AS DATE)").withFormat(0));
	}

	private static void datetimes() {
		put("DATETIME", FunctionRule.of(Kind.SCALAR, "CAST($1 AS TIMESTAMP)", "timezone($2, CAST($1 AS TIMESTAMPTZ))",
				"make_timestamp($1, $2, $3, $4, $5, $6)"));
		arithmetic("DATETIME", "TIMESTAMP");
		put("DATETIME_TRUNC", truncated("TIMESTAMP"));
		put("DATETIME_DIFF", difference("TIMESTAMP"));
		put("FORMAT_DATETIME", FunctionRule.of(Kind.SCALAR, "strftime(CAST($2 AS TIMESTAMP), $1)").withFormat(0));
		put("PARSE_DATETIME", FunctionRule.of(Kind.SCALAR, "strptime($2, $1)").withFormat(0));
		put("TIME", FunctionRule.of(Kind.SCALAR, "CAST(CAST($1 AS TIMESTAMP) AS TIME)", "make_time($1, $2, $3)"));
		arithmetic("TIME", "TIME");
	}

	private static void timestamps() {
		put("TIMESTAMP",
				FunctionRule.of(Kind.SCALAR, "CAST($1 AS TIMESTAMPTZ)", "timezone($2, CAST($1 AS TIMESTAMP))"));
		arithmetic("TIMESTAMP", "TIMESTAMPTZ");
		put("TIMESTAMP_TRUNC", truncated("TIMESTAMPTZ"));
		put("TIMESTAMP_DIFF",
				FunctionRule.of(Kind.SCALAR, "date_sub($3, CAST($2 AS TIMESTAMPTZ), CAST($1 AS TIMESTAMPTZ))")
					.withPart(2));
		put("FORMAT_TIMESTAMP",
				FunctionRule
					.of(Kind.SCALAR, "strftime(CAST($2 AS TIMESTAMPTZ), $1)",
							"strftime(timezone($3, CAST($2 AS TIMESTAMPTZ)), $1)")
					.withFormat(0));
		put("PARSE_TIMESTAMP",
				FunctionRule
					.of(Kind.SCALAR, "CAST(strptime($2, $1) AS TIMESTAMPTZ)",
							"timezone($3, CAST(strptime($2, $1) AS TIMESTAMP))")
					.withFormat(0));
		put("UNIX_SECONDS", FunctionRule.of(Kind.SCALAR, "CAST(floor(epoch_us($1) / 1000000) AS BIGINT)"));
		put("UNIX_MILLIS", FunctionRule.of(Kind.SCALAR, "CAST(floor(epoch_us($1) / 1000) AS BIGINT)"));
		put("UNIX_MICROS", FunctionRule.of(Kind.SCALAR, "epoch_us($1)"));
		put("TIMESTAMP_SECONDS", FunctionRule.of(Kind.SCALAR, "make_timestamptz($1 * 1000000)"));
		put("TIMESTAMP_MILLIS", FunctionRule.of(Kind.SCALAR, "make_timestamptz($1 * 1000)"));
		put("TIMESTAMP_MICROS", FunctionRule.of(Kind.SCALAR, "make_timestamptz($1)"));
	}

	private static void arithmetic(String name, String type) {
		put(name + "_ADD", FunctionRule.of(Kind.SCALAR, "CAST(CAST($1 AS " + type + ") + $2 AS " + type + ')'));
		put(name + "_SUB", FunctionRule.of(Kind.SCALAR, "CAST(CAST($1 AS " + type + ") - $2 AS " + type + ')'));
	}

	private static FunctionRule difference(String type) {
		return FunctionRule
			.of(Kind.SCALAR, Macros.DIFFERENCE + "($3, CAST($2 AS " + type + "), CAST($1 AS " + type + "))")
			.withPart(2);
	}

	private static FunctionRule truncated(String type) {
		return FunctionRule
			.of(Kind.SCALAR, "CAST(" + Macros.TRUNCATE + "($2, CAST($1 AS " + type + ")) AS " + type + ')',
					"CAST(timezone($3, " + Macros.TRUNCATE + "($2, timezone($3, $1))) AS " + type + ')')
			.withPart(1);
	}

	private static void passing(Kind kind, Map<String, String> functions, int min, int max) {
		functions.forEach((name, function) -> put(name, FunctionRule.of(kind, Form.call(function, min, max))));
	}

	private static void put(String name, FunctionRule rule) {
		RULES.put(name, rule);
	}

}
