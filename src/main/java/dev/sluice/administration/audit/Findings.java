package dev.sluice.administration.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import dev.sluice.administration.audit.NamedPositions.Named;

/**
 * Positions that are found, of which the first are named. Not thread-safe.
 */
final class Findings {

	private final List<Named> named = new ArrayList<>();

	private final int limit;

	private long total;

	/**
	 * No positions yet.
	 * @param limit how many are named at most
	 */
	Findings(int limit) {
		this.limit = limit;
	}

	void add(Supplier<Named> position) {
		if (this.total < this.limit) {
			this.named.add(position.get());
		}
		this.total++;
	}

	NamedPositions all() {
		return new NamedPositions(this.total, this.named);
	}

}
