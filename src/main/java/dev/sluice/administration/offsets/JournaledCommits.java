package dev.sluice.administration.offsets;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

import dev.sluice.administration.Journal;
import dev.sluice.administration.OperationRefusedException;
import dev.sluice.pipeline.Commit;
import dev.sluice.record.SourcePartition;
import org.jspecify.annotations.Nullable;

/**
 * Commits that take the place of others, with what became of them in the journal. Blocks.
 * Thread-safe.
 *
 * @param kafka has the offsets
 * @param journal takes down what was moved
 */
record JournaledCommits(GroupOffsets kafka, Journal journal) {

	static final String VERB = "reset-offsets";

	/**
	 * Commits for a group that nobody is in.
	 * @param pipeline the pipeline's name
	 * @param group its group
	 * @param moves partitions as they are, and what is to be committed for them
	 * @param target where to, in the words of whoever wants it
	 * @throws OperationRefusedException if it is not done, or may not be
	 */
	void move(String pipeline, String group, Map<PartitionOffsets, Commit> moves, String target) {
		Map<SourcePartition, Commit> commits = new HashMap<>();
		Map<String, String> before = new TreeMap<>();
		Map<String, String> after = new TreeMap<>();
		moves.forEach((offsets, commit) -> {
			commits.put(offsets.partition(), commit);
			before.put(offsets.partition().toString(), text(offsets.commit()));
			after.put(offsets.partition().toString(), text(commit));
		});
		try {
			if (!commits.isEmpty()) {
				this.kafka.commit(group, commits);
			}
			write(pipeline, before, after, (commits.isEmpty()) ? "nothing to do" : "done, to " + target);
		}
		catch (GroupOffsets.UnknownOutcomeException ex) {
			unknown(pipeline, before, after, ex);
			throw ex;
		}
	}

	/** A thread that is interrupted would not wait for the journal. */
	private void unknown(String pipeline, Map<String, String> before, Map<String, String> after,
			GroupOffsets.UnknownOutcomeException outcome) {
		boolean interrupted = Thread.interrupted();
		write(pipeline, before, after, "unknown: " + outcome.getMessage());
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
	}

	private void write(String pipeline, Map<String, String> before, Map<String, String> after, String outcome) {
		this.journal.write(new Journal.Entry(VERB, "pipeline " + pipeline, before, after, outcome));
	}

	private static String text(@Nullable Commit commit) {
		return (commit != null) ? commit.offset() + " " + commit.metadata() : "nothing";
	}

}
