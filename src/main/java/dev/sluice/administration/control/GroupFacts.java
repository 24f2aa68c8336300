package dev.sluice.administration.control;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.sluice.administration.control.GroupView.Member;
import dev.sluice.intake.PipelineIntake;
import dev.sluice.record.SourcePartition;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.jspecify.annotations.Nullable;

/**
 * Asks Kafka for the groups of pipelines. Thread-safe; never blocks.
 */
final class GroupFacts {

	private final Admin admin;

	GroupFacts(Admin admin) {
		this.admin = admin;
	}

	/**
	 * Asks for a pipeline's group.
	 * @return completes with what Kafka has said, and with the reason if it has not said
	 * all; never exceptionally
	 */
	CompletableFuture<GroupView> ask(PipelineIntake intake) {
		AtomicReference<@Nullable String> hidden = new AtomicReference<>();
		AtomicReference<@Nullable String> problem = new AtomicReference<>();
		String group = intake.groupId();
		CompletableFuture<Map<String, ConsumerGroupDescription>> described = or(
				future(this.admin.describeConsumerGroups(List.of(group)).all()), Map.of(), hidden);
		CompletableFuture<Map<SourcePartition, Long>> committed = or(committed(group), Map.of(), problem);
		CompletableFuture<Map<SourcePartition, Long>> ends = or(ends(intake), Map.of(), problem);
		return CompletableFuture.allOf(described, committed, ends).thenApply((all) -> {
			boolean known = hidden.get() == null;
			return view(described.join().get(group), known, committed.join(), ends.join(),
					known ? problem.get() : hidden.get());
		});
	}

	private static GroupView view(@Nullable ConsumerGroupDescription group, boolean known,
			Map<SourcePartition, Long> committed, Map<SourcePartition, Long> ends, @Nullable String problem) {
		Collection<MemberDescription> members = (group != null) ? group.members() : List.of();
		return new GroupView(members.stream().map(GroupFacts::member).toList(), known,
				group != null && group.groupState() == GroupState.STABLE, committed, ends, problem);
	}

	private static Member member(MemberDescription member) {
		return new Member(member.clientId(), member.host(),
				member.assignment().topicPartitions().stream().map(GroupFacts::source).toList());
	}

	private CompletableFuture<Map<SourcePartition, Long>> committed(String group) {
		return future(this.admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
			.thenApply((offsets) -> byPartition(offsets, (offset) -> (offset != null) ? offset.offset() : null));
	}

	private CompletableFuture<Map<SourcePartition, Long>> ends(PipelineIntake intake) {
		CompletableFuture<Set<String>> topics = (intake.properties().topicPattern() == null)
				? CompletableFuture.completedFuture(Set.copyOf(intake.properties().topics()))
				: future(this.admin.listTopics().names())
					.thenApply((names) -> names.stream().filter(intake::reads).collect(Collectors.toSet()));
		return topics.thenCompose((names) -> future(this.admin.describeTopics(names).allTopicNames()))
			.thenCompose((described) -> future(this.admin.listOffsets(latest(described.values())).all()))
			.thenApply((offsets) -> byPartition(offsets, (offset) -> offset.offset()));
	}

	private static Map<TopicPartition, OffsetSpec> latest(Collection<TopicDescription> topics) {
		return topics.stream()
			.flatMap((topic) -> topic.partitions()
				.stream()
				.map((partition) -> new TopicPartition(topic.name(), partition.partition())))
			.collect(Collectors.toMap((partition) -> partition, (partition) -> OffsetSpec.latest()));
	}

	private static <V extends @Nullable Object> Map<SourcePartition, Long> byPartition(Map<TopicPartition, V> offsets,
			Function<V, @Nullable Long> value) {
		Map<SourcePartition, Long> found = new HashMap<>();
		offsets.forEach((partition, offset) -> {
			Long known = value.apply(offset);
			if (known != null) {
				found.put(source(partition), known);
			}
		});
		return found;
	}

	private static SourcePartition source(TopicPartition partition) {
		return new SourcePartition(partition.topic(), partition.partition());
	}

	private static <T extends @Nullable Object> CompletableFuture<T> future(KafkaFuture<T> answer) {
		return answer.toCompletionStage().toCompletableFuture();
	}

	private static <T extends @Nullable Object> CompletableFuture<T> or(CompletableFuture<T> answer, T otherwise,
			AtomicReference<@Nullable String> problem) {
		return answer.exceptionally((ex) -> noted(ex, otherwise, problem));
	}

	/** A group that nobody has ever been in is none to Kafka. */
	private static <T extends @Nullable Object> T noted(Throwable thrown, T otherwise,
			AtomicReference<@Nullable String> problem) {
		Throwable cause = (thrown instanceof CompletionException && thrown.getCause() != null) ? thrown.getCause()
				: thrown;
		if (!(cause instanceof GroupIdNotFoundException)) {
			problem.compareAndSet(null, cause.toString());
		}
		return otherwise;
	}

}
