package dev.sluice.emulator.table;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Takes the rows of a table one after the other.
 */
@FunctionalInterface
public interface RowVisitor {

	/**
	 * Takes a row.
	 * @param row a number that no other row of the table has
	 * @param request a number that the rows of one request share; later requests of one
	 * source have higher ones
	 * @param values a value per column, as
	 * {@link dev.sluice.emulator.row.WirePlan#decode} gives them
	 * @param appended when it was appended
	 * @param partition the start of the partition that its writer named, or {@code null}
	 */
	void row(long row, long request, @Nullable Object[] values, Instant appended, @Nullable Instant partition);

}
