package dev.sluice.administration.offsets;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.sluice.intake.PipelineIntake;
import dev.sluice.pipeline.Commit;
import dev.sluice.pipeline.PipelineProperties.FirstPosition;
import dev.sluice.pipeline.Totals;
import dev.sluice.record.SourcePartition;
import org.jspecify.annotations.Nullable;

/**
 * The offsets of a pipeline.
 *
 * @param pipeline the pipeline
 * @param group its consumer group
 * @param members who is in the group now
 * @param lag offsets that are not read and committed yet
 * @param partitions each partition
 */
public record OffsetsDescriptor(String pipeline, String group, List<GroupMember> members, long lag,
		List<Partition> partitions) {

	public OffsetsDescriptor {
		members = List.copyOf(members);
		partitions = List.copyOf(partitions);
	}

	static OffsetsDescriptor of(PipelineIntake intake, List<GroupMember> members, List<PartitionOffsets> offsets,
			Map<SourcePartition, Instant> nextRecords) {
		FirstPosition first = intake.properties().firstPosition();
		List<Partition> partitions = offsets.stream()
			.map((one) -> Partition.of(one, nextRecords.get(one.partition()), first))
			.toList();
		return new OffsetsDescriptor(intake.name(), intake.groupId(), members,
				partitions.stream().mapToLong(Partition::lag).sum(), partitions);
	}

	/**
	 * A partition.
	 *
	 * @param topic its topic
	 * @param partition its number
	 * @param committed the offset that is read next, or {@code null} if nothing is
	 * committed
	 * @param logStart the offset of the oldest record that Kafka has
	 * @param logEnd the offset behind the newest one that can be read
	 * @param lag offsets that are not read and committed yet
	 * @param totals what became of the records so far, or {@code null} if nothing is
	 * committed
	 * @param meaning what the commit says, in words
	 * @param settled whether nothing is left to do of what is committed
	 * @param nextRecord the timestamp of the record that is read next, or {@code null} if
	 * there is none or it could not be read in time
	 */
	public record Partition(String topic, int partition, @Nullable Long committed, long logStart, long logEnd, long lag,
			@Nullable Totals totals, String meaning, boolean settled, @Nullable Instant nextRecord) {

		private static Partition of(PartitionOffsets offsets, @Nullable Instant nextRecord, FirstPosition first) {
			Commit commit = offsets.commit();
			return new Partition(offsets.partition().topic(), offsets.partition().partition(),
					(commit != null) ? commit.offset() : null, offsets.begin(), offsets.end(), offsets.lag(first),
					(commit != null) ? commit.totals() : null, CommitWords.of(offsets, first),
					commit == null || commit.intent() == null, nextRecord);
		}

	}

}
