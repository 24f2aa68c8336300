package dev.sluice.warehouse.loadjob;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How many rows of a table are loaded at once: fewer while BigQuery refuses loads without
 * saying which row is to blame, down to those of one poll, and more again as loads
 * succeed. Thread-safe.
 */
final class RowLimit {

	private final long most;

	private final AtomicLong limit;

	RowLimit(long most) {
		this.most = most;
		this.limit = new AtomicLong(most);
	}

	long rows() {
		return this.limit.get();
	}

	/**
	 * Notes that a load was refused.
	 */
	void refused(long rows) {
		this.limit.set(Math.max(1, Math.min(this.limit.get(), rows) / 2));
	}

	/**
	 * Notes that a load has succeeded.
	 */
	void loaded() {
		this.limit.updateAndGet((rows) -> Math.min(this.most, rows * 2));
	}

}
