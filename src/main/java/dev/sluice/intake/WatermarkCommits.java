package dev.sluice.intake;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

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

	private final Map<SourcePartition, Long> committed = new HashMap<>();

	private boolean pending;

	WatermarkCommits(Consumer<?, ?> consumer, LoadPipeline pipeline) {
		this.consumer = consumer;
		this.pipeline = pipeline;
	}

	void assigned(SourcePartition partition, long offset) {
		this.committed.put(partition, offset);
	}

	void forget(SourcePartition partition) {
		this.committed.remove(partition);
	}

	@Nullable Long committed(SourcePartition partition) {
		return this.committed.get(partition);
	}

	/**
	 * Commits what has been settled since the last time, without waiting for the answer.
	 */
	void commitAsync() {
		if (this.pending) {
			return;
		}
		Map<TopicPartition, OffsetAndMetadata> offsets = due(this.pipeline.partitions());
		if (offsets.isEmpty()) {
			return;
		}
		this.pending = true;
		try {
			this.consumer.commitAsync(offsets, this::answered);
		}
		catch (KafkaException ex) {
			answered(offsets, ex);
		}
	}

	private void answered(Map<TopicPartition, OffsetAndMetadata> offsets, @Nullable Exception failure) {
		this.pending = false;
		if (failure == null) {
			remember(offsets);
		}
		else {
			report(failure);
		}
	}

	/**
	 * Commits what has been settled of some partitions, and waits for the answer.
	 */
	void commitSync(Collection<SourcePartition> partitions) {
		Map<TopicPartition, OffsetAndMetadata> offsets = due(partitions);
		if (offsets.isEmpty()) {
			return;
		}
		try {
			this.consumer.commitSync(offsets, SYNC_LIMIT);
			remember(offsets);
		}
		catch (KafkaException ex) {
			report(ex);
		}
	}

	private Map<TopicPartition, OffsetAndMetadata> due(Collection<SourcePartition> partitions) {
		Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
		for (SourcePartition partition : partitions) {
			Commit commit = this.pipeline.committable(partition);
			Long before = this.committed.get(partition);
			if (commit != null && (before == null || commit.offset() > before)) {
				offsets.put(new TopicPartition(partition.topic(), partition.partition()),
						new OffsetAndMetadata(commit.offset(), commit.metadata()));
			}
		}
		return offsets;
	}

	private void remember(Map<TopicPartition, OffsetAndMetadata> offsets) {
		offsets.forEach((partition, offset) -> this.committed.computeIfPresent(
				new SourcePartition(partition.topic(), partition.partition()), (key, before) -> offset.offset()));
	}

	private void report(Exception failure) {
		boolean passes = failure instanceof RetriableCommitFailedException
				|| failure instanceof RebalanceInProgressException;
		logger.atLevel((passes) ? org.slf4j.event.Level.DEBUG : org.slf4j.event.Level.WARN)
			.addKeyValue("cause", failure.toString())
			.log("offsets not committed, the next commit includes them");
	}

}
