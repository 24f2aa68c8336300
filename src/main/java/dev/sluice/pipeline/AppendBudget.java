package dev.sluice.pipeline;

import java.util.List;

import dev.sluice.retry.RateLimit;

/**
 * What may be appended per second, to a table or by all of the process: says whether a
 * request may be sent now, and never waits. Thread-safe.
 *
 * @param rows bounds on rows
 * @param bytes bounds on bytes
 */
record AppendBudget(List<RateLimit> rows, List<RateLimit> bytes) {

	/** No bound. */
	static final AppendBudget UNBOUNDED = new AppendBudget(List.of(), List.of());

	AppendBudget {
		rows = List.copyOf(rows);
		bytes = List.copyOf(bytes);
	}

	/**
	 * Whether a request may be sent now; a large one is paid for by those after it.
	 */
	boolean affords() {
		return this.rows.stream().allMatch(RateLimit::owesNothing)
				&& this.bytes.stream().allMatch(RateLimit::owesNothing);
	}

	/**
	 * Counts a request that is sent.
	 */
	void spend(RowSlab slab) {
		this.rows.forEach((limit) -> limit.spend(slab.count()));
		this.bytes.forEach((limit) -> limit.spend(slab.bytes()));
	}

}
