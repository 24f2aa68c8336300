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
record Park(SourcePartition partition, long offset, ParkCause cause, String message, Instant since,
		BooleanSupplier over) {

	/** Lasts until the partition is assigned anew, whatever else happens. */
	static final BooleanSupplier UNTIL_ASSIGNED = () -> false;

	boolean isUntilAssigned() {
		return this.over == UNTIL_ASSIGNED;
	}

}
