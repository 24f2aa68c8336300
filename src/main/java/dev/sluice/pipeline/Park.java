package dev.sluice.pipeline;

import java.time.Instant;
import java.util.function.BooleanSupplier;

import dev.sluice.record.SourcePartition;

/**
 * A partition that stands still at an offset until its cause is gone. Everything before
 * the offset is on its way to be settled.
 *
 * @param partition the partition
 * @param offset where it goes on
 * @param cause why it stands still
 * @param message the cause in words
 * @param since when it was parked
 * @param over tells whether the cause is gone
 */
record Park(SourcePartition partition, long offset, Cause cause, String message, Instant since, BooleanSupplier over) {

	/**
	 * Why a partition stands still.
	 */
	enum Cause {

		/** A table or a column is not ready. */
		TABLE,

		/** All memory for requests in flight is taken. */
		MEMORY,

		/** Dead letters are not acknowledged. */
		DEAD_LETTERS,

		/** Its next record may not be taken before a certain time. */
		BACK_OFF,

		/** A person must act. */
		OPERATOR,

		/** Its books do not balance; it stands still until the instance is restarted. */
		IMBALANCE,

		/** Something unexpected happened; its records are done again. */
		REDO

	}

}
