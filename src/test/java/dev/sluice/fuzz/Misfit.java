package dev.sluice.fuzz;

import java.util.EnumSet;
import java.util.Set;

import dev.sluice.record.Reason;

/**
 * Says that a value has no place in its column.
 */
final class Misfit extends Exception {

	private final transient Set<Reason> reasons;

	/**
	 * A misfit.
	 * @param reason why
	 * @param others reasons that are as good
	 */
	Misfit(Reason reason, Reason... others) {
		super(reason.code(), null, false, false);
		this.reasons = EnumSet.of(reason, others);
	}

	Set<Reason> reasons() {
		return this.reasons;
	}

	/**
	 * Whether a column of another type would take the value.
	 */
	boolean isConflict() {
		return this.reasons.contains(Reason.WRONG_TYPE) || this.reasons.contains(Reason.OUT_OF_RANGE);
	}

}
