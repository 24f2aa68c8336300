package dev.sluice.intake;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetCommitCallback;
import org.apache.kafka.clients.consumer.RetriableCommitFailedException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A member of a {@link SimulatedGroup}. Some of its commits are refused, of some it hears
 * nothing: these are carried out at once, later or never.
 */
final class SimulatedConsumer extends MockConsumer<byte[], byte[]> {

	private final SimulatedGroup group;

	private final Chance chance;

	private final Consumer<Hazard> hazards;

	private Map<TopicPartition, OffsetAndMetadata> asked = Map.of();

	private @Nullable OffsetCommitCallback callback;

	private int generation;

	private boolean leaves;

	SimulatedConsumer(SimulatedGroup group, Chance chance, Consumer<Hazard> hazards) {
		super("earliest");
		this.group = group;
		this.chance = chance;
		this.hazards = hazards;
		this.generation = group.rebalance();
	}

	/** Answers the commit that waits for an answer, if one does. */
	void answer() {
		OffsetCommitCallback open = this.callback;
		if (open != null) {
			this.callback = null;
			open.onComplete(this.asked, outcome(only(this.asked)));
		}
	}

	private @Nullable Exception outcome(OffsetAndMetadata offset) {
		if (this.chance.harm(12)) {
			return new RebalanceInProgressException();
		}
		if (!isMember()) {
			return fenced();
		}
		if (this.chance.harm(2)) {
			doubt(offset);
			return new RetriableCommitFailedException("no answer");
		}
		this.group.commit(offset);
		return null;
	}

	private boolean isMember() {
		return this.generation == this.group.generation();
	}

	private CommitFailedException fenced() {
		this.hazards.accept(Hazard.COMMIT_FENCED);
		return new CommitFailedException();
	}

	private void doubt(OffsetAndMetadata offset) {
		this.hazards.accept(Hazard.COMMIT_IN_DOUBT);
		switch (this.chance.below(3)) {
			case 0 -> this.group.commit(offset);
			case 1 -> this.group.delay(offset);
			default -> {
				// was lost on its way
			}
		}
	}

	/** Whether it wants to join the group anew. */
	boolean leaves() {
		return this.leaves;
	}

	/** Joins the group anew, if it wants to. */
	void join() {
		if (this.leaves) {
			this.leaves = false;
			this.generation = this.group.rebalance();
		}
	}

	private static OffsetAndMetadata only(Map<TopicPartition, OffsetAndMetadata> offsets) {
		return offsets.values().iterator().next();
	}

	@Override
	public synchronized void commitAsync(Map<TopicPartition, OffsetAndMetadata> offsets, OffsetCommitCallback taker) {
		this.asked = offsets;
		this.callback = taker;
	}

	@Override
	public synchronized void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets, Duration timeout) {
		answer();
		if (!isMember()) {
			throw fenced();
		}
		if (this.chance.harm(8)) {
			throw new TimeoutException("not sent");
		}
		this.group.commit(only(offsets));
		if (this.chance.oneIn(3)) {
			this.group.commitLate();
		}
		if (this.chance.harm(8)) {
			throw new TimeoutException("no answer");
		}
	}

	@Override
	@SuppressWarnings("removal") // nothing takes its place yet
	public ConsumerGroupMetadata groupMetadata() {
		return new ConsumerGroupMetadata("group", this.generation, "member", Optional.empty());
	}

	@Override
	public void enforceRebalance(String reason) {
		this.leaves = true;
	}

}
