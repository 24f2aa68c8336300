package dev.sluice.intake;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.Consumer;

import dev.sluice.pipeline.Commit;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Kafka's side of a simulation: one partition, with offsets that have no records, of
 * which retention deletes the first, and what a group has committed for it. A commit is
 * refused once its generation is over, and may be late as long as it is not.
 */
final class SimulatedGroup {

	private final NavigableSet<Long> log = new TreeSet<>();

	private final Deque<OffsetAndMetadata> late = new ArrayDeque<>();

	private final Consumer<Hazard> hazards;

	private final int mostMetadata;

	private long end;

	private long beginning;

	private int generation;

	private @Nullable OffsetAndMetadata committed;

	/**
	 * Makes a group.
	 * @param mostMetadata the most characters of metadata that a commit may have
	 * @param hazards is told what happens
	 */
	SimulatedGroup(int mostMetadata, Consumer<Hazard> hazards) {
		this.mostMetadata = mostMetadata;
		this.hazards = hazards;
	}

	/** All records that were ever written. */
	NavigableSet<Long> log() {
		return this.log;
	}

	long end() {
		return this.end;
	}

	/** The first offset that retention has left. */
	long beginning() {
		return this.beginning;
	}

	void write(int offsets, Chance chance) {
		for (int i = 0; i < offsets; i++) {
			if (!chance.oneIn(8)) {
				this.log.add(this.end);
			}
			this.end++;
		}
	}

	/** Deletes the records before an offset. */
	void deleteBefore(long offset) {
		if (offset > this.beginning) {
			this.beginning = offset;
			this.hazards.accept(Hazard.RETENTION);
		}
	}

	List<Long> read(long from, int most) {
		return this.log.tailSet(Math.max(from, this.beginning)).stream().limit(most).toList();
	}

	/** The offset of the next record, or the end. */
	long nextRecord(long from) {
		Long next = this.log.ceiling(from);
		return (next != null) ? next : this.end;
	}

	int generation() {
		return this.generation;
	}

	/**
	 * Begins a generation, which only one member knows. Commits that were held back are
	 * refused.
	 */
	int rebalance() {
		this.late.clear();
		return ++this.generation;
	}

	Commit committed() {
		OffsetAndMetadata last = this.committed;
		return (last != null) ? Commit.read(last.offset(), last.metadata()) : Commit.read(0, null);
	}

	/** Commits an offset of the member that knows the generation. */
	void commit(OffsetAndMetadata offset) {
		if (offset.metadata().length() > this.mostMetadata) {
			throw new IllegalStateException(offset.metadata().length() + " characters of metadata");
		}
		this.committed = offset;
	}

	/** Holds a commit of this generation back. */
	void delay(OffsetAndMetadata offset) {
		this.late.add(offset);
	}

	/** Carries out the oldest commit that was held back, if there is one. */
	void commitLate() {
		OffsetAndMetadata offset = this.late.poll();
		if (offset != null) {
			commit(offset);
			this.hazards.accept(Hazard.COMMIT_LATE);
		}
	}

}
