package dev.sluice.administration.audit;

import java.util.concurrent.atomic.LongAdder;

/**
 * How far an audit has come, and a way to end it. Thread-safe.
 */
public final class AuditProgress {

	private final LongAdder read = new LongAdder();

	private final LongAdder total = new LongAdder();

	private volatile Step step = Step.LOOKING;

	private volatile boolean cancelled;

	/**
	 * Begins a step.
	 * @throws AuditCancelledException if the audit was cancelled
	 */
	void begin(Step next) {
		check();
		this.step = next;
	}

	void expect(long offsets) {
		this.total.add(offsets);
	}

	void read(long offsets) {
		this.read.add(offsets);
	}

	/**
	 * Ends the audit at the next opportunity.
	 */
	void cancel() {
		this.cancelled = true;
	}

	/**
	 * Throws if the audit was cancelled.
	 */
	void check() {
		if (this.cancelled) {
			throw new AuditCancelledException();
		}
	}

	Snapshot snapshot() {
		return new Snapshot(this.step, this.read.sum(), this.total.sum());
	}

	/** The steps of an audit, in their order. */
	public enum Step {

		/** Looks for topics, offsets and tables. */
		LOOKING,

		/** Asks BigQuery which records the rows come from. */
		QUERYING,

		/** Reads dead letters and failed inserts. */
		READING_LETTERS,

		/** Reads the topics and compares. */
		COMPARING

	}

	/**
	 * How far it has come.
	 *
	 * @param step what it does
	 * @param read offsets of all topics that have been read
	 * @param total offsets that there are to read, as far as is known
	 */
	public record Snapshot(Step step, long read, long total) {

	}

}
