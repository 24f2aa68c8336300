package dev.sluice.pipeline;

import java.time.Duration;
import java.util.function.Function;

import dev.sluice.retry.RetryClock;
import dev.sluice.table.TableName;

/**
 * How rows are cut into append requests, and with how much patience these are sent.
 *
 * @param rows the most rows of a request
 * @param bytes the size at which a request is cut, in bytes
 * @param age how long the first row of a request waits for others
 * @param inFlight requests in flight per connection
 * @param answerLimit how long an append may stay without an answer of any kind before its
 * records are done again
 * @param outages the clock of outages and used-up quotas
 * @param propagation the clock of waits for the write path to see a change
 * @param metadata the most characters that the metadata of a commit may have
 * @param budgets the budget of each table
 */
record AppendSettings(int rows, int bytes, Duration age, int inFlight, Duration answerLimit, RetryClock outages,
		RetryClock propagation, int metadata, Function<TableName, AppendBudget> budgets) {

	/**
	 * The most bytes that a connection has use for: what may be in flight, and as much
	 * again to have the next requests ready.
	 */
	long useful() {
		return 2L * this.inFlight * this.bytes;
	}

}
