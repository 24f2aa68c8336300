package dev.sluice.intake;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

import dev.sluice.intake.IntakeMonitor.OwnedPartition;
import dev.sluice.pipeline.Intake;
import dev.sluice.pipeline.LoadPipeline;
import dev.sluice.pipeline.PartitionStatus;
import dev.sluice.record.SourcePartition;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One consumer of a pipeline and the thread that it lives on: brings its records to the
 * {@link LoadPipeline}, commits what is settled before each poll, and hands partitions
 * over at rebalances with nothing committed that is not settled.
 */
final class IntakeSession implements Intake {

	private static final Logger logger = LoggerFactory.getLogger(IntakeSession.class);

	/** How long the thread may wait for answers instead of polling. */
	private static final Duration ANSWER_WAIT = Duration.ofMillis(100);

	/** How long commits of partitions that are given up may take. */
	private static final Duration COMMIT_LIMIT = Duration.ofSeconds(5);

	private final Consumer<byte[], byte[]> consumer;

	private final SessionContext context;

	private final LoadPipeline pipeline;

	private final OffsetCommits commits;

	private final PartitionAdoption adoption;

	private final FlushShare flushes;

	private final Set<TopicPartition> parked = new HashSet<>();

	private final Set<TopicPartition> lost = new HashSet<>();

	private long nextStatus;

	private long pollBegan;

	IntakeSession(Consumer<byte[], byte[]> consumer, SessionContext context) {
		this.consumer = consumer;
		this.context = context;
		this.pipeline = context.pipelines().create(this);
		this.commits = (context.publishing().exactlyOnce())
				? new PublishingCommits(consumer, this.pipeline, context.publishing(), context.ticker())
				: new WatermarkCommits(consumer, this.pipeline, context.commitInterval(), context.ticker());
		this.adoption = new PartitionAdoption(consumer, this.pipeline, this.commits, context);
		this.flushes = new FlushShare(context.flushes(), this.pipeline, this.commits, context.ticker());
		this.pollBegan = now();
	}

	private long now() {
		return this.context.ticker().getAsLong();
	}

	/**
	 * Does what is due between two polls. Nothing escapes, since the container would take
	 * it for a failed poll.
	 */
	void beforePoll() {
		try {
			if (this.context.hurried().getAsBoolean()) {
				this.pipeline.hurry();
			}
			this.flushes.tick();
			this.pipeline.tick();
			this.adoption.tick();
			keepParked();
			this.commits.tick();
			this.adoption.adoptAgain(this.commits.ambiguous());
			waitForMemory();
			reportStatus();
		}
		catch (RuntimeException ex) {
			this.pipeline.redoAll(ex);
		}
		this.pollBegan = now();
	}

	/**
	 * With every partition parked a poll would only pass the time: the answers that let
	 * them go on come to the mailbox.
	 */
	private void waitForMemory() {
		if (this.pipeline.waitsForMemory() && this.consumer.paused().containsAll(this.consumer.assignment())) {
			this.pipeline.await(ANSWER_WAIT);
			this.pipeline.tick();
		}
	}

	private void reportStatus() {
		if (now() - this.nextStatus >= 0) {
			passMarkers();
			this.nextStatus = now() + this.context.statusInterval().toNanos();
			this.context.monitor().report(this, this.pipeline.status(), this::completed);
		}
	}

	/** All records so far were loaded, so what the consumer has passed beside is none. */
	private void passMarkers() {
		Set<TopicPartition> ours = new HashSet<>(this.consumer.assignment());
		ours.removeAll(this.adoption.waiting());
		ours.removeAll(this.parked);
		for (TopicPartition partition : ours) {
			try {
				long next = this.consumer.position(partition, Duration.ZERO);
				this.adoption.noticeRetention(partition, next);
				this.pipeline.passed(new SourcePartition(partition.topic(), partition.partition()), next);
			}
			catch (KafkaException ex) {
				// not known yet
			}
		}
	}

	private OwnedPartition completed(PartitionStatus status) {
		OptionalLong lag = this.consumer.currentLag(topicPartition(status.partition()));
		Long end = (lag.isPresent()) ? status.position() + lag.getAsLong() : null;
		return new OwnedPartition(status, this.commits.committed(status.partition()), end,
				this.commits.problem(status.partition()));
	}

	/**
	 * Loads the records of a poll.
	 */
	void load(ConsumerRecords<byte[], byte[]> records) {
		this.context.metrics().received(now() - this.pollBegan);
		for (TopicPartition partition : records.partitions()) {
			List<ConsumerRecord<byte[], byte[]>> slice = records.records(partition);
			OffsetAndMetadata next = records.nextOffsets().get(partition);
			long nextOffset = (next != null) ? next.offset() : slice.get(slice.size() - 1).offset() + 1;
			this.adoption.noticeRetention(partition, slice.get(0).offset());
			this.adoption.noticeNewBeginning(partition, slice.get(0).offset());
			this.pipeline.load(new KafkaRecordSlice(slice, nextOffset));
		}
	}

	/**
	 * Has the records of a poll that failed done again.
	 */
	void redo(Exception cause) {
		this.pipeline.redoAll(cause);
	}

	@Override
	public void park(SourcePartition partition, long offset) {
		TopicPartition topicPartition = topicPartition(partition);
		this.parked.add(topicPartition);
		if (this.consumer.assignment().contains(topicPartition)) {
			this.consumer.pause(Set.of(topicPartition));
			this.consumer.seek(topicPartition, offset);
		}
	}

	@Override
	public void resume(SourcePartition partition) {
		TopicPartition topicPartition = topicPartition(partition);
		this.parked.remove(topicPartition);
		if (this.consumer.assignment().contains(topicPartition) && !this.context.paused().getAsBoolean()) {
			this.consumer.resume(Set.of(topicPartition));
		}
	}

	/** The container resumes all partitions when it is resumed itself. */
	private void keepParked() {
		if (this.parked.isEmpty() && this.adoption.waiting().isEmpty()) {
			return;
		}
		Set<TopicPartition> loose = new HashSet<>(this.parked);
		loose.addAll(this.adoption.waiting());
		loose.retainAll(this.consumer.assignment());
		loose.removeAll(this.consumer.paused());
		if (!loose.isEmpty()) {
			this.consumer.pause(loose);
		}
	}

	void assigned(Collection<TopicPartition> partitions) {
		this.lost.removeAll(partitions);
		this.adoption.adopt(partitions);
		this.nextStatus = now();
	}

	void lost(Collection<TopicPartition> partitions) {
		this.lost.addAll(partitions);
	}

	/**
	 * Hands partitions over: waits a while for what is in flight, commits what is
	 * settled, and forgets the rest, which the next owner does again. Partitions that
	 * were lost belong to somebody else already, and nothing is committed for them.
	 */
	void revoked(Collection<TopicPartition> partitions) {
		List<SourcePartition> ours = partitions.stream()
			.filter((partition) -> !this.lost.contains(partition))
			.map((partition) -> new SourcePartition(partition.topic(), partition.partition()))
			.toList();
		try {
			if (!ours.isEmpty()) {
				this.pipeline.drain(ours, this.context.drainLimit(), this.commits::settling);
				this.commits.handOver(ours.stream().filter(this::exists).toList(), COMMIT_LIMIT);
			}
		}
		finally {
			forget(partitions);
		}
		logger.atInfo().addKeyValue("partitions", partitions).log("partitions handed over");
	}

	/**
	 * Whether a topic is there as far as the consumer knows. For one that was deleted the
	 * consumer would try to commit until it is made anew, and then skip its first
	 * records.
	 */
	private boolean exists(SourcePartition partition) {
		try {
			return !this.consumer.partitionsFor(partition.topic(), Duration.ZERO).isEmpty();
		}
		catch (KafkaException ex) {
			return false;
		}
	}

	private void forget(Collection<TopicPartition> partitions) {
		for (TopicPartition partition : partitions) {
			SourcePartition source = new SourcePartition(partition.topic(), partition.partition());
			this.adoption.forget(partition);
			this.pipeline.revoke(source);
			this.commits.forget(source);
			this.parked.remove(partition);
		}
		this.lost.removeAll(partitions);
		this.nextStatus = now();
	}

	void close() {
		this.flushes.close();
		this.pipeline.close();
		this.context.monitor().forget(this);
	}

	private static TopicPartition topicPartition(SourcePartition partition) {
		return new TopicPartition(partition.topic(), partition.partition());
	}

}
