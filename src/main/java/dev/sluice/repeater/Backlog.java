package dev.sluice.repeater;

import java.util.Map;
import java.util.function.BooleanSupplier;

import dev.sluice.pipeline.RecordGate;
import dev.sluice.record.RecordBatch;
import dev.sluice.record.SourcePartition;
import org.jspecify.annotations.Nullable;

/**
 * The failed inserts that are to be inserted again: all of them, or those up to some
 * offsets, each when it has rested. Thread-safe.
 */
final class Backlog implements RecordGate {

	private final RecordGate rest;

	private volatile @Nullable Map<SourcePartition, Long> ends;

	Backlog(RecordGate rest) {
		this.rest = rest;
	}

	/**
	 * Ends it.
	 * @param offsets the offset after its last record, for each partition
	 */
	void end(Map<SourcePartition, Long> offsets) {
		this.ends = Map.copyOf(offsets);
	}

	@Override
	public int open(RecordBatch batch) {
		int rested = this.rest.open(batch);
		int open = 0;
		while (open < rested && !behind(batch, open)) {
			open++;
		}
		return open;
	}

	@Override
	public BooleanSupplier opening(RecordBatch batch, int record) {
		return behind(batch, record) ? () -> false : this.rest.opening(batch, record);
	}

	private boolean behind(RecordBatch batch, int record) {
		Map<SourcePartition, Long> known = this.ends;
		return known != null && batch.offset(record) >= known
			.getOrDefault(new SourcePartition(batch.topic(), batch.partition()), 0L);
	}

}
