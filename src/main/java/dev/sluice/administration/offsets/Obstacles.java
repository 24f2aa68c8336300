package dev.sluice.administration.offsets;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import dev.sluice.administration.Steering;
import dev.sluice.intake.PipelineIntake;
import dev.sluice.pipeline.Commit;
import dev.sluice.pipeline.Intent;

/**
 * What keeps offsets from being moved.
 */
final class Obstacles {

	private Obstacles() {
	}

	/**
	 * Whether a pipeline reads, or may begin to: one that is just restarting has no
	 * members for a moment.
	 */
	static List<String> reading(Steering steering, PipelineIntake intake, List<GroupMember> members) {
		if (members.isEmpty() && !steering.stopped(intake)) {
			return List
				.of("pipeline '" + intake.name() + "' is not stopped, and may read again at any moment: stop it");
		}
		return members(intake.groupId(), members);
	}

	/**
	 * The members of a group, of which there may be none.
	 */
	static List<String> members(String group, List<GroupMember> members) {
		if (members.isEmpty()) {
			return List.of();
		}
		String names = members.stream().map(GroupMember::toString).collect(Collectors.joining(", "));
		return List.of("group " + group + " has members, which would go on from where they are: " + names
				+ ". Stop the pipeline on every instance; one with a group.instance.id leaves when its session times"
				+ " out");
	}

	/**
	 * What is committed to be done and not known to be, of partitions that move.
	 */
	static List<String> intents(ResetRequest request, List<PartitionOffsets> moving) {
		List<String> obstacles = new ArrayList<>();
		for (PartitionOffsets offsets : moving) {
			Commit commit = offsets.commit();
			Intent intent = (commit != null) ? commit.intent() : null;
			if (commit != null && intent != null && !request.givesUp()) {
				obstacles.add(
						"partition %s is not done with what it has committed to: %s. %s, or give it up with confirm=%s: then it may be in the table or not"
							.formatted(offsets.partition(), CommitWords.of(intent, commit.offset()), remedy(intent),
									request.pipeline()));
			}
		}
		return obstacles;
	}

	private static String remedy(Intent intent) {
		if (intent instanceof Intent.Flush) {
			return "Start the pipeline, which does it at once, and stop it again; if it says that it cannot, decide"
					+ " with write.unconfirmed=replay or skip";
		}
		if (intent instanceof Intent.Load) {
			return "Start the pipeline with write.mode=file-loads, which finds out what became of the jobs, and stop it"
					+ " when it has caught up";
		}
		return "Start the version that has written it, and stop it when it has caught up";
	}

}
