package dev.sluice.intake;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import dev.sluice.pipeline.Commit;
import dev.sluice.pipeline.Intent;
import dev.sluice.pipeline.LoadPipeline;
import dev.sluice.pipeline.PipelineProperties.FirstPosition;
import dev.sluice.pipeline.StoredBefore;
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
 * finishes what it intended by that, and notices what retention deleted before it was
 * read. A partition whose commit cannot be read yet, or finished, stands still until it
 * can. Used by one consumer thread.
 */
final class PartitionAdoption {

	private static final Logger logger = LoggerFactory.getLogger(PartitionAdoption.class);

	private static final Duration LIMIT = Duration.ofSeconds(1);

	private final Consumer<?, ?> consumer;

	private final LoadPipeline pipeline;

	private final OffsetCommits commits;

	private final SessionContext context;

	private final Set<TopicPartition> waiting = new HashSet<>();

	private final Map<TopicPartition, IntentRecovery> recoveries = new HashMap<>();

	/** What is found out about the load jobs that the last owner had in mind. */
	private final Map<TopicPartition, CompletableFuture<Commit>> loads = new HashMap<>();

	private long nextTry;

	PartitionAdoption(Consumer<?, ?> consumer, LoadPipeline pipeline, OffsetCommits commits, SessionContext context) {
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
	 * Takes partitions over that are ours already, from what is committed for them.
	 */
	void adoptAgain(Collection<SourcePartition> partitions) {
		for (SourcePartition partition : partitions) {
			this.pipeline.revoke(partition);
			this.commits.forget(partition);
			adopt(Set.of(new TopicPartition(partition.topic(), partition.partition())));
		}
	}

	/**
	 * Tries again to read commits that could not be read, and goes on with what was
	 * intended by those that could.
	 */
	void tick() {
		List.copyOf(this.recoveries.keySet()).forEach(this::recover);
		takeOverLoaded();
		if (this.waiting.isEmpty() || this.context.ticker().getAsLong() - this.nextTry < 0) {
			return;
		}
		this.nextTry = this.context.ticker().getAsLong() + LIMIT.toNanos();
		try {
			Map<TopicPartition, OffsetAndMetadata> committed = this.consumer.committed(Set.copyOf(this.waiting), LIMIT);
			Map<TopicPartition, Long> ends = this.consumer.endOffsets(this.waiting, LIMIT);
			for (TopicPartition partition : List.copyOf(this.waiting)) {
				open(partition, committed.get(partition), ends.getOrDefault(partition, Long.MAX_VALUE));
			}
		}
		catch (KafkaException ex) {
			logger.atWarn()
				.addKeyValue("partitions", this.waiting)
				.addKeyValue("cause", ex.toString())
				.log("committed offsets cannot be read yet");
		}
	}

	private void open(TopicPartition partition, @Nullable OffsetAndMetadata committed, long end) {
		this.context.pipelines().prepare(partition.topic());
		Takeover takeover = (committed != null)
				? new Takeover(Commit.read(committed.offset(), committed.metadata()), true, false, StoredBefore.NOTHING)
				: start(partition);
		Commit commit = takeover.commit();
		SourcePartition source = source(partition);
		this.waiting.remove(partition);
		if (commit.offset() > end) {
			stop(source, commit, end, "offset " + commit.offset() + " is committed, but the topic ends at " + end
					+ ": records were lost by Kafka, or the topic was made anew; stop the pipeline, reset the offsets of"
					+ " its group, and start it again");
		}
		else if (commit.intent() == null) {
			takeOver(partition, takeover);
		}
		else if (commit.intent() instanceof Intent.Flush flush) {
			this.pipeline.assign(source, commit.done());
			this.pipeline.standStill(source, "rows of the last owner are being published");
			this.recoveries.put(partition,
					new IntentRecovery(source, commit, flush, this.context.publishing(), this.context.ticker()));
			recover(partition);
		}
		else if (commit.intent() instanceof Intent.Load load && this.context.pipelines().loadsFiles()) {
			this.loads.put(partition, this.pipeline.recover(commit, load).toCompletableFuture());
			takeOverLoaded();
		}
		else {
			stop(source, commit, commit.offset(), "another mode or version has committed '" + commit.metadata()
					+ "', which this one cannot finish; go on with that one until it has caught up, or reset the"
					+ " group's offsets");
		}
	}

	private void takeOverLoaded() {
		Map<TopicPartition, CompletableFuture<Commit>> done = new HashMap<>(this.loads);
		done.values().removeIf((recovery) -> !recovery.isDone());
		done.forEach((partition, recovery) -> {
			this.loads.remove(partition);
			takeOver(partition, new Takeover(recovery.join(), true, false, StoredBefore.NOTHING));
		});
	}

	private void recover(TopicPartition partition) {
		IntentRecovery recovery = this.recoveries.get(partition);
		if (recovery == null) {
			return;
		}
		SourcePartition source = source(partition);
		if (!recovery.advance()) {
			String problem = recovery.problem();
			if (problem != null) {
				this.pipeline.standStill(source, problem);
			}
			return;
		}
		this.recoveries.remove(partition);
		String undecided = recovery.undecided();
		if (undecided != null) {
			this.pipeline.block(source, this.pipeline.position(source), undecided);
			return;
		}
		takeOver(partition, recovery.takeover());
	}

	private void stop(SourcePartition source, Commit commit, long offset, String why) {
		this.pipeline.assign(source, commit.done());
		this.pipeline.block(source, offset, why);
	}

	private void takeOver(TopicPartition partition, Takeover takeover) {
		SourcePartition source = source(partition);
		Commit commit = takeover.commit();
		this.pipeline.assign(source, commit, takeover.storedBefore());
		this.commits.assigned(source, takeover);
		this.consumer.seek(partition, commit.offset());
		if (!this.context.paused().getAsBoolean()) {
			this.consumer.resume(Set.of(partition));
		}
		logger.atInfo()
			.addKeyValue("topic", partition.topic())
			.addKeyValue("partition", partition.partition())
			.addKeyValue("offset", commit.offset())
			.log("partition taken over");
	}

	private static SourcePartition source(TopicPartition partition) {
		return new SourcePartition(partition.topic(), partition.partition());
	}

	/**
	 * Where nothing is committed, the pipeline says where to begin; the end, which moves,
	 * is committed at once.
	 */
	private Takeover start(TopicPartition partition) {
		boolean latest = this.context.firstPosition() == FirstPosition.LATEST;
		if (latest) {
			this.consumer.seekToEnd(Set.of(partition));
		}
		else {
			this.consumer.seekToBeginning(Set.of(partition));
		}
		long offset = this.consumer.position(partition, LIMIT);
		return new Takeover(Commit.read(offset, null), !latest, false, StoredBefore.NOTHING);
	}

	/**
	 * The partitions that are ours and not taken over yet.
	 */
	Set<TopicPartition> waiting() {
		Set<TopicPartition> all = new HashSet<>(this.waiting);
		all.addAll(this.recoveries.keySet());
		all.addAll(this.loads.keySet());
		return all;
	}

	void forget(TopicPartition partition) {
		this.waiting.remove(partition);
		this.recoveries.remove(partition);
		this.loads.remove(partition);
	}

	/**
	 * Notices records that were deleted before they were read: the only way in which
	 * Kafka itself loses some. Asks at every hole, also at those of compaction and
	 * transactions, since later it could not be told any more.
	 * @param partition the partition
	 * @param first the offset of the first record that was delivered
	 */
	void noticeRetention(TopicPartition partition, long first) {
		SourcePartition source = source(partition);
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
		SourcePartition source = source(partition);
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
		this.commits.assigned(source, new Takeover(beginning, false, false, StoredBefore.NOTHING));
	}

}
