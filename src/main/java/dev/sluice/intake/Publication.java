package dev.sluice.intake;

import dev.sluice.pipeline.Commit;
import dev.sluice.pipeline.Intent;
import dev.sluice.pipeline.StoredBefore;
import dev.sluice.record.SourcePartition;
import org.jspecify.annotations.Nullable;

/**
 * How far the rows of one partition are on their way to becoming visible. Owned by one
 * consumer thread.
 */
final class Publication {

	private final SourcePartition partition;

	private Step step = Step.GATHERING;

	/** What is known to be committed, with nothing left to do. */
	private Commit committed;

	/** What is to be committed, or is, and is published then. */
	private Commit next;

	/** Whether the commit that Kafka has still tells its successor to publish. */
	private boolean intentKept;

	private boolean doubted;

	private long since;

	private long restsUntil;

	/** What the first commit must not forget. */
	private StoredBefore storedBefore;

	private @Nullable Flushes flushes;

	/**
	 * The publication of a partition that is taken over.
	 * @param takeover where it is taken up
	 * @param now the time, in nanoseconds
	 */
	Publication(SourcePartition partition, Takeover takeover, long now) {
		this.partition = partition;
		this.committed = takeover.commit().done();
		this.next = this.committed;
		this.intentKept = takeover.intentKept();
		this.storedBefore = takeover.storedBefore();
		this.since = now;
		this.restsUntil = now;
	}

	SourcePartition partition() {
		return this.partition;
	}

	Step step() {
		return this.step;
	}

	boolean is(Step candidate) {
		return this.step == candidate;
	}

	void enter(Step following) {
		this.doubted |= following == Step.IN_DOUBT;
		this.step = following;
	}

	/**
	 * Whether a commit may be carried out late, so that no other one must be made behind
	 * it.
	 */
	boolean doubted() {
		return this.doubted;
	}

	/**
	 * Notes that a commit in doubt would be refused by now.
	 */
	void certain() {
		this.doubted = false;
		this.step = Step.READY;
	}

	Commit committed() {
		return this.committed;
	}

	Commit next() {
		return this.next;
	}

	/**
	 * The offset that the next commit must reach at least, so that what is stored before
	 * it is not forgotten.
	 */
	long earliestFence() {
		return this.storedBefore.until();
	}

	/**
	 * What is to be flushed for the next commit: not what is known to be visible.
	 */
	Intent.@Nullable Flush toFlush() {
		return (this.next.intent() instanceof Intent.Flush flush) ? flush.without(this.storedBefore.streams()) : null;
	}

	/**
	 * When the last step of this kind began, in nanoseconds.
	 */
	long since() {
		return this.since;
	}

	void since(long now) {
		this.since = now;
	}

	/**
	 * Whether there was nothing to do, and it is too early to look again.
	 * @param now the time, in nanoseconds
	 */
	boolean rests(long now) {
		return now - this.restsUntil < 0;
	}

	void restUntil(long time) {
		this.restsUntil = time;
	}

	/**
	 * Whether the commit that Kafka has still tells a successor to publish, although that
	 * is done, and nothing hangs on it any more.
	 */
	boolean keepsSpentIntent() {
		return this.intentKept && this.storedBefore.equals(StoredBefore.NOTHING);
	}

	void ready(Commit commit) {
		this.next = commit;
		this.step = Step.READY;
	}

	/**
	 * Notes that what it intends is under way, after its commit is known to be good.
	 */
	void flushing(Flushes under) {
		this.flushes = under;
		this.step = Step.FLUSHING;
	}

	@Nullable Flushes flushes() {
		return this.flushes;
	}

	/**
	 * Notes that all is done that was intended.
	 */
	void published() {
		this.intentKept = this.next.intent() != null;
		this.committed = this.next.done();
		this.flushes = null;
		this.storedBefore = StoredBefore.NOTHING;
		this.step = Step.GATHERING;
	}

	/**
	 * Where a publication stands.
	 */
	enum Step {

		/** Rows are stored, and nothing is to be committed yet. */
		GATHERING,

		/** Rows before the fence are being stored. */
		SETTLING,

		/** What is to be committed is known. */
		READY,

		/** It is being committed. */
		COMMITTING,

		/** Kafka has not said whether it is committed. */
		IN_DOUBT,

		/** Kafka will not take it as it is. */
		REFUSED,

		/** It is committed, and is being published. */
		FLUSHING,

		/** It is committed, but it cannot be told whether it is published. */
		AMBIGUOUS

	}

}
