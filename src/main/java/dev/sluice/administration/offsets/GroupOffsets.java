package dev.sluice.administration.offsets;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import dev.sluice.administration.OperationRefusedException;
import dev.sluice.administration.OperationRefusedException.Why;
import dev.sluice.pipeline.Commit;
import dev.sluice.record.SourcePartition;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.GroupNotEmptyException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.UnknownMemberIdException;
import org.jspecify.annotations.Nullable;

/**
 * Offsets of groups and partitions as Kafka has them. Blocks. Thread-safe.
 * <p>
 * Every method throws {@link OperationRefusedException} if Kafka does not answer.
 *
 * @param admin asks Kafka
 */
record GroupOffsets(Admin admin) {

	/**
	 * The partitions of the topics of some names, in their order.
	 * @param group the group whose commits are wanted
	 */
	List<PartitionOffsets> partitions(Predicate<String> names, String group) {
		Set<String> topics = await(this.admin.listTopics().names()).stream().filter(names).collect(Collectors.toSet());
		List<TopicPartition> partitions = await(this.admin.describeTopics(topics).allTopicNames()).values()
			.stream()
			.flatMap((topic) -> topic.partitions()
				.stream()
				.map((partition) -> new TopicPartition(topic.name(), partition.partition())))
			.sorted(Comparator.comparing(TopicPartition::topic).thenComparing(TopicPartition::partition))
			.toList();
		Map<TopicPartition, OffsetAndMetadata> committed = await(
				this.admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
		Map<TopicPartition, Long> begins = offsets(partitions, OffsetSpec.earliest());
		Map<TopicPartition, Long> ends = offsets(partitions, OffsetSpec.latest());
		List<PartitionOffsets> found = new ArrayList<>();
		for (TopicPartition partition : partitions) {
			found.add(new PartitionOffsets(source(partition), commit(committed.get(partition)),
					begins.getOrDefault(partition, 0L), ends.getOrDefault(partition, 0L)));
		}
		return found;
	}

	private static @Nullable Commit commit(@Nullable OffsetAndMetadata committed) {
		return (committed != null) ? Commit.read(committed.offset(), committed.metadata()) : null;
	}

	/**
	 * The offsets of the first records of a time or later, or the ends of partitions that
	 * have none.
	 */
	Map<SourcePartition, Long> since(Instant time, Collection<PartitionOffsets> partitions) {
		List<TopicPartition> asked = partitions.stream().map((one) -> kafka(one.partition())).toList();
		Map<TopicPartition, Long> found = offsets(asked, OffsetSpec.forTimestamp(time.toEpochMilli()));
		Map<SourcePartition, Long> since = new HashMap<>();
		for (PartitionOffsets one : partitions) {
			long offset = found.getOrDefault(kafka(one.partition()), -1L);
			since.put(one.partition(), (offset < 0) ? one.end() : Math.min(Math.max(offset, one.begin()), one.end()));
		}
		return since;
	}

	private Map<TopicPartition, Long> offsets(Collection<TopicPartition> partitions, OffsetSpec which) {
		Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
		partitions.forEach((partition) -> asked.put(partition, which));
		Map<TopicPartition, ListOffsetsResultInfo> answer = await(
				this.admin.listOffsets(asked, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED)).all());
		Map<TopicPartition, Long> offsets = new HashMap<>();
		answer.forEach((partition, info) -> offsets.put(partition, info.offset()));
		return offsets;
	}

	/**
	 * Who is in a group; nobody in one that does not exist.
	 */
	List<GroupMember> members(String group) {
		try {
			return this.admin.describeConsumerGroups(Set.of(group))
				.all()
				.get()
				.values()
				.stream()
				.flatMap((found) -> found.members().stream())
				.map(GroupOffsets::member)
				.sorted(Comparator.comparing(GroupMember::client))
				.toList();
		}
		catch (InterruptedException ex) {
			throw interrupted();
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof GroupIdNotFoundException) {
				return List.of();
			}
			throw away(ex);
		}
	}

	private static GroupMember member(MemberDescription member) {
		List<String> partitions = member.assignment()
			.topicPartitions()
			.stream()
			.map((partition) -> source(partition).toString())
			.sorted()
			.toList();
		return new GroupMember(member.clientId(), member.host().replaceFirst("^/", ""), partitions);
	}

	/**
	 * Commits for a group that nobody is in, in one request.
	 * @throws OperationRefusedException if somebody is in it by now, or Kafka does not
	 * take it
	 * @throws UnknownOutcomeException if Kafka may have taken it, and has not said so
	 */
	void commit(String group, Map<SourcePartition, Commit> commits) {
		Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
		commits.forEach((partition, commit) -> offsets.put(kafka(partition),
				new OffsetAndMetadata(commit.offset(), commit.metadata())));
		try {
			this.admin.alterConsumerGroupOffsets(group, offsets).all().get();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new UnknownOutcomeException("the end of this process");
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof UnknownMemberIdException || ex.getCause() instanceof GroupNotEmptyException) {
				throw new OperationRefusedException(Why.UNSAFE,
						"somebody has joined group " + group + " meanwhile: stop the pipeline on all instances");
			}
			if (ex.getCause() instanceof RetriableException) {
				throw new UnknownOutcomeException(String.valueOf(ex.getCause()));
			}
			throw away(ex);
		}
	}

	private static <T> T await(KafkaFuture<T> answer) {
		try {
			return answer.get();
		}
		catch (InterruptedException ex) {
			throw interrupted();
		}
		catch (ExecutionException ex) {
			throw away(ex);
		}
	}

	private static OperationRefusedException interrupted() {
		Thread.currentThread().interrupt();
		return new OperationRefusedException(Why.UNAVAILABLE, "the process ends");
	}

	private static OperationRefusedException away(ExecutionException failure) {
		return new OperationRefusedException(Why.UNAVAILABLE, "Kafka does not do it: " + failure.getCause());
	}

	private static TopicPartition kafka(SourcePartition partition) {
		return new TopicPartition(partition.topic(), partition.partition());
	}

	private static SourcePartition source(TopicPartition partition) {
		return new SourcePartition(partition.topic(), partition.partition());
	}

	/** Kafka may have taken commits, and has not said so. */
	static final class UnknownOutcomeException extends OperationRefusedException {

		private static final long serialVersionUID = 1L;

		UnknownOutcomeException(String cause) {
			super(Why.UNAVAILABLE,
					"Kafka has not said whether it has moved the offsets, which may be where they were or"
							+ " where they were to go: look at them before the pipeline is started. The cause is "
							+ cause);
		}

	}

}
