package dev.sluice.pipeline;

import java.time.Instant;

import dev.sluice.record.RecordBatch;

/**
 * Says which records may be taken now, and when the next one may be. Thread-safe.
 */
public interface RecordGate {

	/** Lets all records pass. */
	RecordGate OPEN = new RecordGate() {

		@Override
		public int open(RecordBatch batch) {
			return batch.size();
		}

		@Override
		public Instant opens(RecordBatch batch, int record) {
			return Instant.MIN;
		}

	};

	/**
	 * How many records, counted from the first, may be taken now.
	 */
	int open(RecordBatch batch);

	/**
	 * When a record may be taken.
	 */
	Instant opens(RecordBatch batch, int record);

}
