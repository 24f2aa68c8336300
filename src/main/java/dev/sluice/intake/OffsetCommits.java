package dev.sluice.intake;

import java.time.Duration;
import java.util.Collection;
import java.util.List;

import dev.sluice.record.SourcePartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.jspecify.annotations.Nullable;

/**
 * Commits the offsets of one consumer's partitions as its records are settled. All
 * methods belong to the consumer's thread.
 */
interface OffsetCommits {

	/**
	 * Takes note of a partition.
	 * @param partition the partition
	 * @param takeover where it is taken up
	 */
	void assigned(SourcePartition partition, Takeover takeover);

	/**
	 * Forgets a partition, for which nothing is committed any more.
	 */
	void forget(SourcePartition partition);

	/**
	 * The offset that was last committed for a partition.
	 */
	@Nullable Long committed(SourcePartition partition);

	/**
	 * What keeps settled records of a partition from being committed or published, for
	 * people; {@code null} if nothing does.
	 */
	@Nullable String problem(SourcePartition partition);

	/**
	 * A failed commit as a problem, or {@code null} if there is none, or it passes with
	 * the rebalance that is under way.
	 */
	static @Nullable String problemOf(@Nullable Exception failure) {
		boolean passes = failure == null || failure instanceof RebalanceInProgressException;
		return (passes) ? null : "offsets are not committed: " + failure;
	}

	/**
	 * The partitions of which it cannot be told what became of what was committed: they
	 * are to be taken over anew.
	 */
	default Collection<SourcePartition> ambiguous() {
		return List.of();
	}

	/**
	 * Commits what is due, without waiting for the answer.
	 */
	void tick();

	/**
	 * Takes what would be due later for due.
	 */
	void hurry();

	/**
	 * Commits what has to be known before more of the partitions can be settled that are
	 * about to be given up, also for others whose rows are stored together with theirs.
	 */
	default void settling() {
	}

	/**
	 * Commits what has been settled of partitions that are about to be given up, and
	 * waits for the answers.
	 * @param limit how long at most
	 */
	void handOver(Collection<SourcePartition> partitions, Duration limit);

}
