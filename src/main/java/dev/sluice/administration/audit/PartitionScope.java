package dev.sluice.administration.audit;

import dev.sluice.record.SourcePartition;
import org.jspecify.annotations.Nullable;

/**
 * What of a partition is audited, and how far its pipeline has come there.
 *
 * @param partition the partition
 * @param from the first offset that is asked for
 * @param to the offset after the last one that is asked for
 * @param begin the offset of the first record that the topic still has
 * @param end the offset after its last one
 * @param committed the offset that the pipeline's group has committed, if it has
 * @param unpublished from which offset on rows may be stored, but not yet visible; the
 * committed one if there are none such
 * @param compacted whether the topic loses records between others
 */
record PartitionScope(SourcePartition partition, long from, long to, long begin, long end, @Nullable Long committed,
		long unpublished, boolean compacted) {

	/**
	 * Up to this offset all records are settled, and their rows visible.
	 */
	long settled() {
		return (this.committed != null) ? this.unpublished : Math.min(this.begin, this.from);
	}

	/**
	 * The first offset that topic and tables are compared from.
	 */
	long comparedFrom() {
		return Math.max(this.from, this.begin);
	}

	/**
	 * The offset after the last one that topic and tables are compared to; may be the
	 * first one.
	 */
	long comparedTo() {
		return Math.max(comparedFrom(), Math.min(Math.min(this.to, this.end), settled()));
	}

	/**
	 * The number of offsets that nobody has read before the topic lost them.
	 */
	long lost() {
		if (this.committed == null) {
			return 0;
		}
		return Math.max(0, Math.min(this.to, this.begin) - Math.max(this.from, this.committed));
	}

	/**
	 * The number of offsets that were read, or never meant to be, before the topic lost
	 * them.
	 */
	long expired() {
		return Math.max(0, Math.min(this.to, this.begin) - this.from) - lost();
	}

	/**
	 * The number of offsets that are not settled yet.
	 */
	long inFlight() {
		return Math.max(0, Math.min(this.to, this.end) - comparedTo());
	}

}
