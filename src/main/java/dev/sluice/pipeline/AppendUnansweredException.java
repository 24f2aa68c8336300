package dev.sluice.pipeline;

import java.time.Duration;

import dev.sluice.table.TableName;

/**
 * Thrown when an append has stayed without any answer for so long that none will come.
 * The records are done again from the last settled one.
 */
class AppendUnansweredException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	AppendUnansweredException(TableName table, Duration since) {
		super("an append to " + table + " has had no answer for " + since.toSeconds() + " s");
	}

}
