package dev.sluice.pipeline;

import java.util.function.BooleanSupplier;

import dev.sluice.record.RecordBatch;

/**
 * Says which records may be taken now. Thread-safe.
 */
public interface RecordGate {

	/** Lets all records pass. */
	RecordGate OPEN = new RecordGate() {

		@Override
		public int open(RecordBatch batch) {
			return batch.size();
		}

		@Override
		public BooleanSupplier opening(RecordBatch batch, int record) {
			return () -> true;
		}

	};

	/**
	 * How many records, counted from the first, may be taken now.
	 */
	int open(RecordBatch batch);

	/**
	 * A condition, cheap to ask for, that holds when a record may be taken.
	 */
	BooleanSupplier opening(RecordBatch batch, int record);

}
