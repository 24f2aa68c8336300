package dev.sluice.fuzz;

import java.util.EnumSet;
import java.util.Set;

import dev.sluice.record.Reason;
import org.jspecify.annotations.Nullable;

/**
 * What a text turns out to be.
 *
 * @param tree its value, as far as it goes; {@code null} if none begins
 * @param faults all that is wrong with it as JSON, up to where it cannot be read on
 */
record Reading(@Nullable Tree tree, Set<Reason> faults) {

	static Reading refused(Reason reason) {
		return new Reading(null, EnumSet.of(reason));
	}

}
