package dev.sluice.administration.offsets;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import dev.sluice.administration.OperationRefusedException;
import dev.sluice.administration.Steering;
import dev.sluice.intake.PipelineIntake;
import dev.sluice.pipeline.Commit;
import dev.sluice.pipeline.Intent;
import dev.sluice.table.TableName;
import org.jspecify.annotations.Nullable;

/**
 * What hangs on a table as long as a pipeline writes to it. Blocks. Thread-safe.
 */
public final class TableUse {

	private final GroupOffsets kafka;

	private final Steering steering;

	TableUse(GroupOffsets kafka, Steering steering) {
		this.kafka = kafka;
		this.steering = steering;
	}

	/**
	 * What keeps a table from being dropped, and what to do: somebody reads the records
	 * of a pipeline, or has rows of the table that are not known to be visible or loaded.
	 * @throws OperationRefusedException if Kafka does not answer
	 */
	public List<String> obstacles(PipelineIntake intake, TableName table) {
		List<String> obstacles = new ArrayList<>(
				Obstacles.reading(this.steering, intake, this.kafka.members(intake.groupId())));
		obstacles.addAll(intents(intake, table));
		return obstacles;
	}

	/**
	 * The same of what repeats the failed inserts of a pipeline.
	 * @param repeater reads them
	 * @throws OperationRefusedException if Kafka does not answer
	 */
	public List<String> obstaclesOfRepeater(PipelineIntake repeater, TableName table) {
		List<String> obstacles = new ArrayList<>();
		List<GroupMember> members = this.kafka.members(repeater.groupId());
		if (!members.isEmpty()) {
			obstacles.add("failed inserts are being repeated by group " + repeater.groupId() + ", which has "
					+ members.size() + " members: they leave some seconds after the pipeline has been stopped;"
					+ " shut instances down that only repeat");
		}
		obstacles.addAll(intents(repeater, table));
		return obstacles;
	}

	private List<String> intents(PipelineIntake intake, TableName table) {
		List<String> obstacles = new ArrayList<>();
		for (PartitionOffsets offsets : this.kafka.partitions(intake::reads, intake.groupId())) {
			Commit commit = offsets.commit();
			if (commit != null && concerns(commit.intent(), table)) {
				obstacles.add("partition " + offsets.partition() + " has committed to rows of the table: "
						+ CommitWords.of(Objects.requireNonNull(commit.intent()), commit.offset())
						+ ". Start the pipeline, which does it at once, and stop it again");
			}
		}
		return obstacles;
	}

	private static boolean concerns(@Nullable Intent intent, TableName table) {
		if (intent instanceof Intent.Flush flush) {
			return flush.streams().stream().anyMatch((stream) -> stream.table().equals(table));
		}
		return intent instanceof Intent.Load load && load.jobs().stream().anyMatch((job) -> job.table().equals(table));
	}

}
