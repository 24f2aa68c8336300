package dev.sluice.emulator.sql;

import java.time.Instant;
import java.util.List;

import dev.sluice.emulator.call.ApiError;
import org.jspecify.annotations.Nullable;

/**
 * What a statement refers to outside itself.
 */
public interface Environment {

	/**
	 * Returns the time at which the statement starts.
	 */
	Instant now();

	/**
	 * Returns what DuckDB reads in place of a table.
	 * @param path the parts of its name, as written
	 * @param pseudoColumns whether it must have the pseudo columns of its kind, such as
	 * {@code _PARTITIONTIME}
	 * @throws ApiError if there is no such table
	 */
	String relation(List<String> path, boolean pseudoColumns);

	/**
	 * Returns the value of a named parameter as a DuckDB literal, or {@code null} if it
	 * was not given.
	 * @param name its name in lower case
	 */
	@Nullable String parameter(String name);

	/**
	 * Returns the value of a positional parameter as a DuckDB literal, or {@code null} if
	 * it was not given.
	 * @param index from 0
	 */
	@Nullable String parameter(int index);

}
