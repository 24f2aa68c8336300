package dev.sluice.record;

import org.jspecify.annotations.Nullable;

/**
 * One partition's slice of a poll: a view on the records, without an object per record.
 * <p>
 * Valid only while the call that it was passed to runs, on that thread. The arrays that
 * it returns must not be changed.
 */
public interface RecordBatch {

	String topic();

	int partition();

	/**
	 * The number of records, at least 1.
	 */
	int size();

	/**
	 * The offset of record {@code index}, strictly increasing with it.
	 */
	long offset(int index);

	/**
	 * The timestamp of record {@code index}, in milliseconds since the epoch, or -1.
	 */
	long timestamp(int index);

	byte @Nullable [] key(int index);

	/**
	 * The value of record {@code index}, or {@code null} for a tombstone.
	 */
	byte @Nullable [] value(int index);

	/**
	 * Shows the headers of record {@code index} in their order.
	 */
	void headers(int index, HeaderVisitor visitor);

	/**
	 * The offset at which the consumer continues after this slice; above the last
	 * record's offset + 1 where compaction or transaction markers left gaps.
	 */
	long nextOffset();

	default SourcePosition position(int index) {
		return new SourcePosition(topic(), partition(), offset(index));
	}

	/**
	 * Receives the headers of a record.
	 */
	@FunctionalInterface
	interface HeaderVisitor {

		void header(String name, byte @Nullable [] value);

	}

}
