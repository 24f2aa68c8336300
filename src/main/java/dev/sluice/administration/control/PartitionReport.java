package dev.sluice.administration.control;

import dev.sluice.administration.PipelineStatus;
import dev.sluice.pipeline.Totals;
import dev.sluice.record.SourcePartition;
import org.jspecify.annotations.Nullable;

/**
 * A partition of a pipeline's topics. What only its owner knows is {@code null} if nobody
 * has it or its owner does not answer.
 *
 * @param topic its topic
 * @param partition its number
 * @param instance the instance that has it
 * @param position the offset of the record read next
 * @param settled everything below this offset is settled
 * @param committed the offset that Kafka has
 * @param end the offset of the record written next
 * @param lag offsets from {@code settled}, or else {@code committed}, to {@code end}
 * @param inFlight records read and not settled
 * @param released records of this assignment given back to be delivered again
 * @param totals what became of everything below {@code settled}
 * @param waitsFor why it stands still, if it does
 */
public record PartitionReport(String topic, int partition, @Nullable String instance, @Nullable Long position,
		@Nullable Long settled, @Nullable Long committed, @Nullable Long end, @Nullable Long lag,
		@Nullable Long inFlight, @Nullable Long released, @Nullable Totals totals, @Nullable String waitsFor) {

	static PartitionReport of(PipelineStatus.Partition owned, String instance) {
		return new PartitionReport(owned.topic(), owned.partition(), instance, owned.position(), owned.settled(),
				owned.committed(), owned.end(), owned.lag(), owned.inFlight(), owned.released(), owned.totals(),
				owned.waitsFor());
	}

	static PartitionReport of(SourcePartition partition, @Nullable String instance, GroupView group) {
		Long committed = group.committed().get(partition);
		Long end = group.ends().get(partition);
		Long lag = (committed != null && end != null) ? Math.max(0, end - committed) : null;
		return new PartitionReport(partition.topic(), partition.partition(), instance, null, null, committed, end, lag,
				null, null, null, null);
	}

	SourcePartition source() {
		return new SourcePartition(this.topic, this.partition);
	}

}
