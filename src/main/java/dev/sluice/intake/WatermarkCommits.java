package dev.sluice.intake;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;

import dev.sluice.pipeline.Commit;
import dev.sluice.pipeline.LoadPipeline;
import dev.sluice.pipeline.Totals;
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
final class WatermarkCommits implements OffsetCommits {

	private static final Logger logger = LoggerFactory.getLogger(WatermarkCommits.class);

	/** Differs from whatever is to be committed. */
	private static final Commit NOTHING = new Commit(-1, Totals.startingAt(-1));

	private static final Duration SETTLING_LIMIT = Duration.ofSeconds(5);

	private final Consumer<?, ?> consumer;

	private final LoadPipeline pipeline;

	private final Duration interval;

	private final LongSupplier ticker;

	private final Map<SourcePartition, Commit> committed = new HashMap<>();

	private long nextCommit;

	private boolean pending;

	/** Why the last commit failed, if it did. */
	private @Nullable String problem;

	WatermarkCommits(Consumer<?, ?> consumer, LoadPipeline pipeline, Duration interval, LongSupplier ticker) {
		this.consumer = consumer;
		this.pipeline = pipeline;
		this.interval = interval;
		this.ticker = ticker;
		this.nextCommit = ticker.getAsLong();
	}

	@Override
	public void assigned(SourcePartition partition, Takeover takeover) {
		boolean asItShallBe = takeover.committed() && !takeover.intentKept();
		this.committed.put(partition, (asItShallBe) ? takeover.commit() : NOTHING);
	}

	@Override
	public void forget(SourcePartition partition) {
		this.committed.remove(partition);
	}

	@Override
	public @Nullable Long committed(SourcePartition partition) {
		Commit commit = this.committed.get(partition);
		return (commit != null && !commit.equals(NOTHING)) ? commit.offset() : null;
	}

	@Override
	public @Nullable String problem(SourcePartition partition) {
		return this.problem;
	}

	@Override
	public void tick() {
		long now = this.ticker.getAsLong();
		if (this.pending || now - this.nextCommit < 0) {
			return;
		}
		this.nextCommit = now + this.interval.toNanos();
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

	@Override
	public void hurry() {
		this.nextCommit = this.ticker.getAsLong();
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

	@Override
	public void settling() {
		Map<SourcePartition, Commit> due = due(this.pipeline.partitions());
		due.values().removeIf((commit) -> commit.intent() == null);
		commit(due, SETTLING_LIMIT);
	}

	@Override
	public void handOver(Collection<SourcePartition> partitions, Duration limit) {
		commit(due(partitions), limit);
	}

	private void commit(Map<SourcePartition, Commit> due, Duration limit) {
		if (due.isEmpty()) {
			return;
		}
		try {
			this.consumer.commitSync(offsets(due), limit);
			acknowledged(due);
		}
		catch (KafkaException ex) {
			report(ex);
		}
	}

	/**
	 * As long as a partition is not taken over, what its last owner has committed says
	 * what is left to do.
	 */
	private Map<SourcePartition, Commit> due(Collection<SourcePartition> partitions) {
		Map<SourcePartition, Commit> due = new HashMap<>();
		for (SourcePartition partition : partitions) {
			Commit before = this.committed.get(partition);
			Commit commit = (before != null) ? this.pipeline.committable(partition) : null;
			if (before != null && commit != null && differs(commit, before)) {
				due.put(partition, commit);
			}
		}
		return due;
	}

	private static boolean differs(Commit commit, Commit before) {
		return commit.offset() > before.offset() || !Objects.equals(commit.intent(), before.intent());
	}

	private static Map<TopicPartition, OffsetAndMetadata> offsets(Map<SourcePartition, Commit> commits) {
		Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
		commits.forEach((partition, commit) -> offsets.put(new TopicPartition(partition.topic(), partition.partition()),
				new OffsetAndMetadata(commit.offset(), commit.metadata())));
		return offsets;
	}

	private void acknowledged(Map<SourcePartition, Commit> commits) {
		this.problem = null;
		commits.forEach((partition, commit) -> {
			if (this.committed.computeIfPresent(partition, (key, before) -> commit) != null) {
				this.pipeline.acknowledged(partition, commit);
			}
		});
	}

	private void report(Exception failure) {
		this.problem = OffsetCommits.problemOf(failure);
		boolean passes = failure instanceof RetriableCommitFailedException
				|| failure instanceof RebalanceInProgressException;
		logger.atLevel((passes) ? org.slf4j.event.Level.DEBUG : org.slf4j.event.Level.WARN)
			.addKeyValue("cause", failure.toString())
			.log("offsets not committed, the next commit includes them");
	}

}
