package dev.sluice.intake;

import dev.sluice.record.SourcePartition;

/**
 * Offsets that retention deleted before they were read.
 *
 * @param partition the partition
 * @param from the first offset that is gone
 * @param to the first offset that is there
 */
public record Gap(SourcePartition partition, long from, long to) {

	/**
	 * How many offsets are gone.
	 */
	public long count() {
		return this.to - this.from;
	}

}
