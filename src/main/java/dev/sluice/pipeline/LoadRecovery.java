package dev.sluice.pipeline;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import dev.sluice.warehouse.FileLoads;

/**
 * Finds out which of the jobs that a commit names have loaded their rows.
 */
final class LoadRecovery {

	private LoadRecovery() {
	}

	/**
	 * Looks for the jobs of a commit.
	 * @param committed what the last owner of the partition has committed
	 * @param load the jobs that it names
	 * @param loads knows the jobs
	 * @return completes with the commit, naming the jobs that have loaded their rows and
	 * no others; never exceptionally
	 */
	static CompletionStage<Commit> recover(Commit committed, Intent.Load load, FileLoads loads) {
		CompletionStage<Commit> found = CompletableFuture.completedFuture(committed.done());
		for (Intent.TableJob job : load.jobs()) {
			found = found.thenCombine(loads.loaded(job.table(), job.job()),
					(commit, loaded) -> loaded ? commit.with(Intent.Load.and(commit.intent(), job)) : commit);
		}
		return found;
	}

}
