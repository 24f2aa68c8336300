package dev.sluice.pipeline;

import java.time.Instant;
import java.util.List;

/**
 * How one listener thread of a pipeline fares, as of a moment.
 *
 * @param at the moment
 * @param partitions its partitions
 * @param tables the tables that it writes to
 */
public record WorkerStatus(Instant at, List<PartitionStatus> partitions, List<AppendStatus> tables) {

	public WorkerStatus {
		partitions = List.copyOf(partitions);
		tables = List.copyOf(tables);
	}

}
