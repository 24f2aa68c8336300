package dev.sluice.intake;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetCommitCallback;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** A consumer whose commits a test answers. */
final class HeldCommits extends MockConsumer<byte[], byte[]> {

	private final List<Map<TopicPartition, OffsetAndMetadata>> commits = new ArrayList<>();

	private @Nullable OffsetCommitCallback callback;

	private @Nullable RuntimeException refusal;

	private @Nullable Exception loss;

	private int generation = 1;

	private int rejoined;

	HeldCommits() {
		super("earliest");
	}

	/** The offsets that were to be committed. */
	List<Long> asked() {
		return this.commits.stream()
			.flatMap((commit) -> commit.values().stream())
			.map(OffsetAndMetadata::offset)
			.toList();
	}

	/** The metadata of the last commit. */
	String metadata() {
		return this.commits.get(this.commits.size() - 1).values().iterator().next().metadata();
	}

	void succeed() {
		answer(null);
	}

	void fail(Exception failure) {
		answer(failure);
	}

	private void answer(@Nullable Exception failure) {
		OffsetCommitCallback open = Objects.requireNonNull(this.callback, "no commit waits for an answer");
		this.callback = null;
		open.onComplete(this.commits.get(this.commits.size() - 1), failure);
	}

	/** Lets commits that wait for their answer fail. */
	void refuse(RuntimeException failure) {
		this.refusal = failure;
	}

	/** Lets a commit that waits for its answer fail when another one is made. */
	void loses(Exception failure) {
		this.loss = failure;
	}

	void nextGeneration() {
		this.generation++;
	}

	int rejoined() {
		return this.rejoined;
	}

	@Override
	public synchronized void commitAsync(Map<TopicPartition, OffsetAndMetadata> offsets, OffsetCommitCallback taker) {
		this.commits.add(offsets);
		this.callback = taker;
	}

	@Override
	public synchronized void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets, Duration timeout) {
		this.commits.add(offsets);
		Exception lost = this.loss;
		if (lost != null) {
			this.loss = null;
			fail(lost);
		}
		if (this.refusal != null) {
			throw this.refusal;
		}
	}

	@Override
	@SuppressWarnings("removal") // nothing takes its place yet
	public ConsumerGroupMetadata groupMetadata() {
		return new ConsumerGroupMetadata("group", this.generation, "member", Optional.empty());
	}

	@Override
	public void enforceRebalance(String reason) {
		this.rejoined++;
	}

}
