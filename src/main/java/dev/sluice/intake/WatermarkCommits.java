package dev.sluice.intake;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

import dev.sluice.pipeline.Commit;
import dev.sluice.pipeline.LoadPipeline;
import dev.sluice.record.SourcePartition;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.RetriableCommitFailedException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits up to where partitions are settled, with the totals in the metadata of the same
 * commit, and never further. Used by one consumer thread.
 * <p>
 * A commit that fails is left to the next one: offsets only ever grow, so nothing is lost
 * by it, and at worst records are stored again after a restart.
 */
final class WatermarkCommits {

	private static final Logger logger = LoggerFactory.getLogger(WatermarkCommits.class);

	private static final Duration SYNC_LIMIT = Duration.ofSeconds(5);

	private final Consumer<?, ?> consumer;

	private final LoadPipeline pipeline;

	private final Map<SourcePartition, Commit> committed = new HashMap<>();

	private boolean pending;

	WatermarkCommits(Consumer<?, ?> consumer, LoadPipeline pipeline) {
		this.consumer = consumer;
		this.pipeline = pipeline;
	}

	void assigned(SourcePartition partition, Commit commit) {
		this.committed.put(partition, commit);
	}

	void forget(SourcePartition partition) {
		this.committed.remove(partition);
	}

	@Nullable Long committed(SourcePartition partition) {
		Commit commit = this.committed.get(partition);
		return (commit != null) ? commit.offset() : null;
	}

	/**
	 * Commits what has been settled since the last time, without waiting for the answer.
	 */
	void commitAsync() {
		if (this.pending) {
			return;
		}
		Map<SourcePartition, Commit> due = due(this.pipeline.partitions());
		if (due.isEmpty()) {
			return;
		}
		this.pending = true;
		try {
			this.consumer.commitAsync(offsets(due), (offsets, failure) -> answered(due, failure));
		}
		catch (KafkaException ex) {
			answered(due, ex);
		}
	}

	private void answered(Map<SourcePartition, Commit> commits, @Nullable Exception failure) {
		this.pending = false;
		if (failure == null) {
			acknowledged(commits);
		}
		else {
			report(failure);
		}
	}

	/**
	 * Commits what has been settled of some partitions, and waits for the answer.
	 */
	void commitSync(Collection<SourcePartition> partitions) {
		Map<SourcePartition, Commit> due = due(partitions);
		if (due.isEmpty()) {
			return;
		}
		try {
			this.consumer.commitSync(offsets(due), SYNC_LIMIT);
			acknowledged(due);
		}
		catch (KafkaException ex) {
			report(ex);
		}
	}

	private Map<SourcePartition, Commit> due(Collection<SourcePartition> partitions) {
		Map<SourcePartition, Commit> due = new HashMap<>();
		for (SourcePartition partition : partitions) {
			Commit commit = this.pipeline.committable(partition);
			if (commit != null && differs(commit, this.committed.get(partition))) {
				due.put(partition, commit);
			}
		}
		return due;
	}

	private static boolean differs(Commit commit, @Nullable Commit before) {
		return before == null || commit.offset() > before.offset() || !Objects.equals(commit.intent(), before.intent());
	}

	private static Map<TopicPartition, OffsetAndMetadata> offsets(Map<SourcePartition, Commit> commits) {
		Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
		commits.forEach((partition, commit) -> offsets.put(new TopicPartition(partition.topic(), partition.partition()),
				new OffsetAndMetadata(commit.offset(), commit.metadata())));
		return offsets;
	}

	private void acknowledged(Map<SourcePartition, Commit> commits) {
		commits.forEach((partition, commit) -> {
			if (this.committed.computeIfPresent(partition, (key, before) -> commit) != null) {
				this.pipeline.acknowledged(partition, commit);
			}
		});
	}

	private void report(Exception failure) {
		boolean passes = failure instanceof RetriableCommitFailedException
				|| failure instanceof RebalanceInProgressException;
		logger.atLevel((passes) ? org.slf4j.event.Level.DEBUG : org.slf4j.event.Level.WARN)
			.addKeyValue("cause", failure.toString())
			.log("offsets not committed, the next commit includes them");
	}

}
