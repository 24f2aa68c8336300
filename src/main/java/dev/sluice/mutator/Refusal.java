package dev.sluice.mutator;

import java.time.Instant;

import dev.sluice.record.Failure;
import dev.sluice.record.Reason;

/**
 * A column that the table does not take.
 *
 * @param reason why
 * @param message the same for people
 * @param until when it is worth while to try again
 */
record Refusal(Reason reason, String message, Instant until) {

	TableState.ColumnVerdict verdict() {
		return new TableState.ColumnVerdict.Refused((path) -> new Failure(this.reason, this.message, path.toString()));
	}

}
