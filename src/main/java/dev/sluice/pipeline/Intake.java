package dev.sluice.pipeline;

import dev.sluice.record.SourcePartition;

/**
 * What the pipeline asks of the consumer that feeds it, on the consumer's thread.
 */
public interface Intake {

	/**
	 * Delivers no records of a partition until {@link #resume}, and then from an offset
	 * on.
	 */
	void park(SourcePartition partition, long offset);

	void resume(SourcePartition partition);

}
