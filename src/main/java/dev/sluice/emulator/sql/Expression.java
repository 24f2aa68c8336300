package dev.sluice.emulator.sql;

import org.jspecify.annotations.Nullable;

/**
 * A translated expression.
 *
 * @param sql what DuckDB reads
 * @param name the column name that GoogleSQL infers from it, or {@code null} if it infers
 * none
 */
record Expression(String sql, @Nullable String name) {

	static Expression of(String sql) {
		return new Expression(sql, null);
	}

}
