package dev.sluice.administration.offsets;

import java.util.List;

/**
 * What a reset of offsets does, or has done.
 *
 * @param pipeline the pipeline
 * @param group its consumer group
 * @param done whether the offsets are as it says
 * @param obstacles what keeps it from being carried out, and what to do
 * @param again how many offsets are read again
 * @param skipped how many offsets that are not read yet are passed over
 * @param meaning what that means for the table
 * @param partitions the partitions
 */
public record ResetPlan(String pipeline, String group, boolean done, List<String> obstacles, long again, long skipped,
		List<String> meaning, List<OffsetMove> partitions) {

	public ResetPlan {
		obstacles = List.copyOf(obstacles);
		meaning = List.copyOf(meaning);
		partitions = List.copyOf(partitions);
	}

	/**
	 * The same, carried out.
	 */
	ResetPlan carriedOut() {
		return new ResetPlan(this.pipeline, this.group, true, this.obstacles, this.again, this.skipped, this.meaning,
				this.partitions);
	}

}
