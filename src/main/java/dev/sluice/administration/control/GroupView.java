package dev.sluice.administration.control;

import java.util.List;
import java.util.Map;

import dev.sluice.intake.InstanceName;
import dev.sluice.record.SourcePartition;
import org.jspecify.annotations.Nullable;

/**
 * What Kafka says of a pipeline's consumer group.
 *
 * @param members its members
 * @param known whether its members are known
 * @param stable whether they have agreed on who reads what
 * @param committed what is committed, by partition
 * @param ends the offset of the record written next, by partition; of all partitions of
 * the pipeline's topics
 * @param problem why some of this is missing, if it is
 */
record GroupView(List<Member> members, boolean known, boolean stable, Map<SourcePartition, Long> committed,
		Map<SourcePartition, Long> ends, @Nullable String problem) {

	static GroupView unknown(String problem) {
		return new GroupView(List.of(), false, false, Map.of(), Map.of(), problem);
	}

	static GroupView nothing() {
		return new GroupView(List.of(), true, false, Map.of(), Map.of(), null);
	}

	/**
	 * The members that are consumers of an instance.
	 */
	List<Member> of(String pipeline, String instance) {
		return this.members.stream()
			.filter((member) -> InstanceName.isOf(member.clientId(), pipeline, instance))
			.toList();
	}

	/**
	 * A member of a group.
	 *
	 * @param clientId its client id
	 * @param host its address
	 * @param partitions its partitions
	 */
	record Member(String clientId, String host, List<SourcePartition> partitions) {

	}

}
