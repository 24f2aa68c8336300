package dev.sluice.torture;

import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.sluice.record.SourcePartition;
import dev.sluice.record.SourcePosition;

/**
 * All that was found after a run, read from topics, tables and the group itself.
 *
 * @param produced what stands in the topics
 * @param rows the rows that say where they come from
 * @param gone the rows that were seen in tables when these were dropped
 * @param dead the reasons of the dead letters
 * @param waiting the records that are failed inserts
 * @param committed the committed offsets
 * @param columns the columns of all tables
 */
record Findings(Map<SourcePosition, Produced> produced, Map<SourcePosition, List<Content>> rows,
		Map<SourcePosition, List<Content>> gone, Map<SourcePosition, String> dead, Set<SourcePosition> waiting,
		Map<SourcePartition, Long> committed, Set<String> columns) {

	/** The reasons of dead letters. */
	Set<String> reasons() {
		return Set.copyOf(this.dead.values());
	}

	/** The records that no commit covers. */
	long behind() {
		return this.produced.keySet().stream().filter((position) -> !isCommitted(position)).count();
	}

	boolean isCommitted(SourcePosition position) {
		return position.offset() < this.committed
			.getOrDefault(new SourcePartition(position.topic(), position.partition()), 0L);
	}

	/** Whether something has become of a record. */
	boolean isSettled(SourcePosition position) {
		return isStored(position) || this.dead.containsKey(position) || this.waiting.contains(position);
	}

	/** Whether a record is a row, or was one when its table was dropped. */
	boolean isStored(SourcePosition position) {
		return this.rows.containsKey(position) || this.gone.containsKey(position);
	}

}
