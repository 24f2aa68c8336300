package dev.sluice.pipeline;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;

import dev.sluice.record.RecordBatch;

/**
 * Lets records with lower offsets pass, and the others only from a time on.
 *
 * @param offset the first offset of the others
 * @param opens when they may pass
 * @param clock tells the time
 */
record OffsetGate(long offset, Instant opens, InstantSource clock) implements RecordGate {

	@Override
	public int open(RecordBatch batch) {
		int open = 0;
		while (open < batch.size() && opening(batch, open).getAsBoolean()) {
			open++;
		}
		return open;
	}

	@Override
	public BooleanSupplier opening(RecordBatch batch, int record) {
		long recordsOffset = batch.offset(record);
		return () -> recordsOffset < this.offset || !this.clock.instant().isBefore(this.opens);
	}

}
