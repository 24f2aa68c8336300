package dev.sluice.administration.offsets;

import org.jspecify.annotations.Nullable;

/**
 * A wish to move offsets.
 *
 * @param pipeline whose offsets
 * @param to where to, as {@link OffsetTarget#parse} takes it
 * @param topic the topic, or {@code null} for all
 * @param partition the partition, or {@code null} for all
 * @param confirm the pipeline's name once more, if what is not known to be done shall be
 * given up
 */
record ResetRequest(String pipeline, String to, @Nullable String topic, @Nullable Integer partition,
		@Nullable String confirm) {

	/**
	 * Whether the wish is for a topic or partition.
	 */
	boolean means(PartitionOffsets offsets) {
		return (this.topic == null || this.topic.equals(offsets.partition().topic()))
				&& (this.partition == null || this.partition == offsets.partition().partition());
	}

	/**
	 * Whether what is not known to be done shall be given up.
	 */
	boolean givesUp() {
		return this.pipeline.equals(this.confirm);
	}

}
