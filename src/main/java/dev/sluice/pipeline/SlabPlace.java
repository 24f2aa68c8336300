package dev.sluice.pipeline;

/**
 * Where an append request stands among those of its table: requests go out in this order,
 * also those that are made of parts of another one, and after failures.
 *
 * @param fence the number of fences before its rows
 * @param order lower goes first
 * @param span parts of this request come before {@code order + span}
 */
record SlabPlace(int fence, long order, long span) implements Comparable<SlabPlace> {

	/** Room for halving each request until nothing is left of it. */
	private static final long SPAN = 1 << 24;

	/**
	 * The first request of an appender.
	 */
	static SlabPlace first() {
		return new SlabPlace(0, 0, SPAN);
	}

	SlabPlace next() {
		return new SlabPlace(this.fence, this.order + SPAN, SPAN);
	}

	SlabPlace behindFence() {
		return new SlabPlace(this.fence + 1, this.order, SPAN);
	}

	/**
	 * The place of one of several parts.
	 */
	SlabPlace part(int part, int parts) {
		return new SlabPlace(this.fence, this.order + this.span * part / parts, this.span / parts);
	}

	@Override
	public int compareTo(SlabPlace other) {
		return Long.compare(this.order, other.order);
	}

}
