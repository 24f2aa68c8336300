package dev.sluice.administration.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.sluice.administration.OperationRefusedException;
import dev.sluice.administration.OperationRefusedException.Why;
import dev.sluice.intake.IntakeSource;
import dev.sluice.pipeline.Commit;
import dev.sluice.pipeline.Intent;
import dev.sluice.pipeline.PipelineProperties.FirstPosition;
import dev.sluice.record.SourcePartition;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what is to be compared of each partition. What a group has committed is asked
 * for before all else, so that whatever is settled by then can be seen later.
 */
final class Scoping {

	private final KafkaView kafka;

	private final IntakeSource source;

	private final FirstPosition firstPosition;

	private final AuditRange range;

	/**
	 * Finds out for a pipeline.
	 * @param kafka knows the partitions
	 * @param source what the pipeline reads
	 * @param firstPosition where its partitions began
	 * @param range what is to be audited
	 */
	Scoping(KafkaView kafka, IntakeSource source, FirstPosition firstPosition, AuditRange range) {
		this.kafka = kafka;
		this.source = source;
		this.firstPosition = firstPosition;
		this.range = range;
	}

	/**
	 * The partitions in the order of topic and number.
	 * @throws OperationRefusedException if there are none, or nothing is committed for
	 * them, or the range begins behind their ends
	 */
	List<PartitionScope> scopes() {
		Map<SourcePartition, Commit> commits = this.kafka.committed(this.source.groupId());
		List<SourcePartition> partitions = partitions();
		Map<SourcePartition, Long> begins = this.kafka.begins(partitions);
		Map<SourcePartition, Long> ends = this.kafka.ends(partitions);
		Map<SourcePartition, Long> froms = offsets(this.range.from(), partitions, ends);
		Map<SourcePartition, Long> tos = offsets(this.range.to(), partitions, ends);
		Map<String, Boolean> compacts = new HashMap<>();
		List<PartitionScope> scopes = new ArrayList<>();
		for (SourcePartition partition : partitions) {
			Commit commit = commits.get(partition);
			long begin = begins.getOrDefault(partition, 0L);
			scopes.add(new PartitionScope(partition, froms.getOrDefault(partition, first(commit, begin)),
					tos.getOrDefault(partition, Long.MAX_VALUE), begin, ends.getOrDefault(partition, begin),
					(commit != null) ? commit.offset() : null, unpublished(commit),
					compacts.computeIfAbsent(partition.topic(), this.kafka::compacts)));
		}
		return provable(scopes, this.source.groupId());
	}

	/**
	 * Scopes of which something can be proved, or that are as empty as their topics.
	 * @throws OperationRefusedException if they are not
	 */
	static List<PartitionScope> provable(List<PartitionScope> scopes, String group) {
		boolean nothingCommitted = scopes.stream().allMatch((scope) -> scope.committed() == null);
		if (nothingCommitted && scopes.stream().anyMatch((scope) -> scope.end() > scope.begin())) {
			throw new OperationRefusedException(Why.UNSAFE,
					"group " + group + " has committed nothing: nothing can be proved");
		}
		for (PartitionScope scope : scopes) {
			long committed = Objects.requireNonNullElse(scope.committed(), 0L);
			if (scope.from() > Math.max(scope.end(), committed)) {
				throw new OperationRefusedException(Why.INVALID, "the range begins at %s, but the partition ends at %d"
					.formatted(scope.partition().at(scope.from()), scope.end()));
			}
		}
		return scopes;
	}

	/** All partitions, or those that a bound names. */
	private List<SourcePartition> partitions() {
		List<SourcePartition> all = this.kafka.partitions(this.source::reads);
		if (all.isEmpty()) {
			throw new OperationRefusedException(Why.UNKNOWN, "Kafka has none of the pipeline's topics: "
					+ Objects.requireNonNullElse(this.source.topicPattern(), this.source.topics()));
		}
		List<SourcePartition> chosen = new ArrayList<>(all);
		for (AuditBound bound : this.range.bounds()) {
			for (SourcePartition named : bound.offsets().keySet()) {
				if (!all.contains(named)) {
					throw new OperationRefusedException(Why.INVALID,
							"the pipeline does not read partition " + named.partition() + " of topic " + named.topic());
				}
			}
			chosen.removeIf((partition) -> bound.time() == null && !bound.offsets().containsKey(partition));
		}
		chosen.sort(Comparator.comparing(SourcePartition::topic).thenComparingInt(SourcePartition::partition));
		return chosen;
	}

	private Map<SourcePartition, Long> offsets(@Nullable AuditBound bound, List<SourcePartition> partitions,
			Map<SourcePartition, Long> ends) {
		if (bound == null) {
			return Map.of();
		}
		Instant time = bound.time();
		if (time == null) {
			return bound.offsets();
		}
		Map<SourcePartition, Long> offsets = new HashMap<>(ends);
		offsets.putAll(this.kafka.since(time, partitions));
		return offsets;
	}

	/**
	 * Where the audit begins if nothing is said: where the topic does, or before, if the
	 * topic has lost what was not read yet. A pipeline that began behind what was there
	 * is not asked for that.
	 */
	private long first(@Nullable Commit commit, long begin) {
		if (commit == null) {
			return begin;
		}
		long first = Math.min(begin, commit.offset());
		return (this.firstPosition == FirstPosition.LATEST) ? Math.max(first, commit.totals().base()) : first;
	}

	/** What a flush has been announced of is visible when the next commit says so. */
	private static long unpublished(@Nullable Commit commit) {
		if (commit == null) {
			return 0;
		}
		return (commit.intent() instanceof Intent.Flush flush) ? Math.min(flush.from(), commit.offset())
				: commit.offset();
	}

}
