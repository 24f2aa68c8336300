package dev.sluice.intake;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import dev.sluice.pipeline.Commit;
import dev.sluice.pipeline.LoadPipeline;
import dev.sluice.record.SourcePartition;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the books of partitions that are assigned: reads what their last owner committed,
 * and notices what retention deleted before it was read. A partition whose commit cannot
 * be read yet stands still until it can. Used by one consumer thread.
 */
final class PartitionAdoption {

	private static final Logger logger = LoggerFactory.getLogger(PartitionAdoption.class);

	private static final Duration LIMIT = Duration.ofSeconds(1);

	private final Consumer<?, ?> consumer;

	private final LoadPipeline pipeline;

	private final WatermarkCommits commits;

	private final SessionContext context;

	private final Set<TopicPartition> waiting = new HashSet<>();

	/** What is found out about what the last owner had in mind. */
	private final Map<TopicPartition, CompletableFuture<Commit>> recoveries = new HashMap<>();

	private long nextTry;

	PartitionAdoption(Consumer<?, ?> consumer, LoadPipeline pipeline, WatermarkCommits commits,
			SessionContext context) {
		this.consumer = consumer;
		this.pipeline = pipeline;
		this.commits = commits;
		this.context = context;
	}

	void adopt(Collection<TopicPartition> partitions) {
		this.waiting.addAll(partitions);
		this.consumer.pause(partitions);
		this.nextTry = this.context.ticker().getAsLong();
		tick();
	}

	/**
	 * Tries again to read commits that could not be read.
	 */
	void tick() {
		takeOverRecovered();
		Set<TopicPartition> unread = new HashSet<>(this.waiting);
		unread.removeAll(this.recoveries.keySet());
		if (unread.isEmpty() || this.context.ticker().getAsLong() - this.nextTry < 0) {
			return;
		}
		this.nextTry = this.context.ticker().getAsLong() + LIMIT.toNanos();
		try {
			Map<TopicPartition, OffsetAndMetadata> committed = this.consumer.committed(unread, LIMIT);
			Map<TopicPartition, Long> ends = this.consumer.endOffsets(unread, LIMIT);
			for (TopicPartition partition : unread) {
				open(partition, committed.get(partition), ends.getOrDefault(partition, Long.MAX_VALUE));
			}
		}
		catch (KafkaException ex) {
			logger.atWarn()
				.addKeyValue("partitions", unread)
				.addKeyValue("cause", ex.toString())
				.log("committed offsets cannot be read yet");
		}
	}

	private void open(TopicPartition partition, @Nullable OffsetAndMetadata committed, long end) {
		Commit commit = (committed != null) ? Commit.read(committed.offset(), committed.metadata())
				: startOf(partition);
		if (commit.intent() != null) {
			this.recoveries.put(partition, this.pipeline.recover(commit).toCompletableFuture());
			takeOverRecovered();
			return;
		}
		takeOver(partition, commit, end);
	}

	private void takeOverRecovered() {
		Map<TopicPartition, CompletableFuture<Commit>> done = new HashMap<>(this.recoveries);
		done.values().removeIf((recovery) -> !recovery.isDone());
		done.forEach((partition, recovery) -> {
			this.recoveries.remove(partition);
			takeOver(partition, recovery.join(), Long.MAX_VALUE);
		});
	}

	private void takeOver(TopicPartition partition, Commit commit, long end) {
		SourcePartition source = new SourcePartition(partition.topic(), partition.partition());
		this.context.pipelines().prepare(partition.topic());
		this.pipeline.assign(source, commit);
		this.commits.assigned(source, commit);
		this.waiting.remove(partition);
		if (commit.offset() > end) {
			this.pipeline.block(source, end, "offset " + commit.offset() + " is committed, but the topic ends at " + end
					+ ": records were lost by Kafka, or the topic was made anew; stop the pipeline, reset the offsets of"
					+ " its group, and start it again");
			return;
		}
		if (!this.context.paused().getAsBoolean()) {
			this.consumer.resume(Set.of(partition));
		}
		logger.atInfo()
			.addKeyValue("topic", partition.topic())
			.addKeyValue("partition", partition.partition())
			.addKeyValue("offset", commit.offset())
			.log("partition taken over");
	}

	private Commit startOf(TopicPartition partition) {
		return Commit.read(this.consumer.position(partition, LIMIT), null);
	}

	Set<TopicPartition> waiting() {
		return this.waiting;
	}

	void forget(TopicPartition partition) {
		this.waiting.remove(partition);
		this.recoveries.remove(partition);
	}

	/**
	 * Notices records that were deleted before they were read: the only way in which
	 * Kafka itself loses some. Asks at every hole, also at those of compaction and
	 * transactions, since later it could not be told any more.
	 * @param partition the partition
	 * @param first the offset of the first record that was delivered
	 */
	void noticeRetention(TopicPartition partition, long first) {
		SourcePartition source = new SourcePartition(partition.topic(), partition.partition());
		long expected = this.pipeline.position(source);
		if (expected < 0 || first <= expected) {
			return;
		}
		try {
			Long logStart = this.consumer.beginningOffsets(Set.of(partition), LIMIT).get(partition);
			if (logStart != null && logStart > expected) {
				this.context.gaps().add(new Gap(source, expected, Math.min(logStart, first)));
			}
		}
		catch (KafkaException ex) {
			logger.atWarn()
				.addKeyValue("partition", partition)
				.addKeyValue("from", expected)
				.addKeyValue("to", first)
				.addKeyValue("cause", ex.toString())
				.log("offsets were passed over, and whether retention deleted them cannot be told now");
		}
	}

	/**
	 * Notices that a partition begins anew, since its topic was deleted and made again
	 * faster than the group could see: its offsets mean other records now.
	 * @param partition the partition
	 * @param first the offset of the first record that was delivered
	 */
	void noticeNewBeginning(TopicPartition partition, long first) {
		SourcePartition source = new SourcePartition(partition.topic(), partition.partition());
		long expected = this.pipeline.position(source);
		if (first >= expected) {
			return;
		}
		logger.atWarn()
			.addKeyValue("partition", partition)
			.addKeyValue("expected", expected)
			.addKeyValue("first", first)
			.log("partition begins anew, and so do its books");
		this.pipeline.revoke(source);
		Commit beginning = Commit.read(first, null);
		this.pipeline.assign(source, beginning);
		this.commits.assigned(source, beginning);
	}

}
