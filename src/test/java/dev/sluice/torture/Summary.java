package dev.sluice.torture;

import java.util.List;

/**
 * What came of all seeds.
 *
 * @param results what came of each
 * @param kinds the kinds of faults that there are
 */
record Summary(List<TrialResult> results, List<FaultKind> kinds) {

	/** From so many seeds on, every kind of fault must have fired. */
	static final int ENOUGH = 20;

	/**
	 * Whether every seed has passed, and enough of them have seen all kinds of faults.
	 */
	boolean passed() {
		return failed() == 0 && (silent().isEmpty() || this.results.size() < ENOUGH);
	}

	/** The kinds of faults that have not happened at all. */
	List<FaultKind> silent() {
		return this.kinds.stream()
			.filter((kind) -> this.results.stream().noneMatch((result) -> result.fired().contains(kind)))
			.toList();
	}

	private long failed() {
		return this.results.stream().filter((result) -> !result.passed()).count();
	}

	@Override
	public String toString() {
		List<FaultKind> silent = silent();
		String kinds = silent.isEmpty() ? "" : "never fired: " + silent
				+ ((this.results.size() < ENOUGH) ? " (too few seeds for all kinds)" : "") + System.lineSeparator();
		return kinds + "%d passed, %d failed".formatted(this.results.size() - failed(), failed());
	}

}
