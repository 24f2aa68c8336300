package dev.sluice.pipeline;

import java.time.Instant;

import dev.sluice.table.TableName;
import org.jspecify.annotations.Nullable;

/**
 * How one listener thread fares with one table.
 *
 * @param table the table
 * @param inFlight requests without an answer
 * @param waiting requests not sent yet
 * @param breaker whether the table takes rows
 * @param problem what keeps them from being sent, if anything
 */
public record AppendStatus(TableName table, int inFlight, int waiting, BreakerState breaker,
		@Nullable Problem problem) {

	/**
	 * What is the matter, since when, and when it is tried again.
	 *
	 * @param message the reason
	 * @param failures the number of failures in a row
	 * @param since the first of them
	 * @param until when it is tried again
	 * @param needsOperator whether a person must act
	 */
	public record Problem(String message, int failures, Instant since, Instant until, boolean needsOperator) {

	}

}
