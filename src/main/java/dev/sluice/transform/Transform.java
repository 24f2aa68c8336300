package dev.sluice.transform;

import dev.sluice.record.RecordBatch;

/**
 * Turns the records of one format into rows. One instance serves one thread.
 */
public interface Transform {

	/**
	 * Transforms one record: asks the sink for a row for each row that the record makes,
	 * or says why there is none. Exactly one verdict reaches the sink for every record:
	 * rows, filtered, or bad; bad wins over all else, and columns that are missing or a
	 * table that is not ready make the record wait.
	 * <p>
	 * Never throws because of data.
	 * @param batch the records
	 * @param index the record's index in the batch
	 * @param sink receives the rows or the verdict
	 */
	void transform(RecordBatch batch, int index, RecordSink sink);

	/**
	 * Whether a record could make more than one row, by a quick look at it. A record that
	 * could not makes one row at most.
	 * @param value the record's value
	 */
	default boolean canMakeSeveralRows(byte[] value) {
		return false;
	}

}
