package dev.sluice.administration.offsets;

import dev.sluice.pipeline.Commit;
import dev.sluice.pipeline.PipelineProperties.FirstPosition;
import dev.sluice.record.SourcePartition;
import org.jspecify.annotations.Nullable;

/**
 * Where a partition begins and ends, and what is committed for it.
 *
 * @param partition the partition
 * @param commit what the group has committed, or {@code null} if that is nothing
 * @param begin the offset of the first record that is still there
 * @param end the offset behind the last record that can be read, which none of an open
 * transaction can
 */
record PartitionOffsets(SourcePartition partition, @Nullable Commit commit, long begin, long end) {

	/**
	 * Offsets that retention has deleted before they were read.
	 */
	long expired() {
		return (this.commit != null) ? Math.max(0, this.begin - this.commit.offset()) : 0;
	}

	/**
	 * Offsets that are not read and committed yet.
	 * @param first where the pipeline begins if nothing is committed
	 */
	long lag(FirstPosition first) {
		if (this.commit == null) {
			return (first == FirstPosition.EARLIEST) ? this.end - this.begin : 0;
		}
		return Math.max(0, this.end - Math.max(this.begin, this.commit.offset()));
	}

	/**
	 * Whether the topic ends before what is committed, so that its offsets mean other
	 * records now.
	 */
	boolean madeAnew() {
		return this.commit != null && this.commit.offset() > this.end;
	}

}
