package dev.sluice.warehouse.loadjob;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import dev.sluice.table.TableName;
import dev.sluice.warehouse.AppendResult;
import dev.sluice.warehouse.LoadCut;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of a cut and the jobs that load them.
 */
final class JobsCut implements LoadCut {

	private static final Logger logger = LoggerFactory.getLogger(JobsCut.class);

	private final List<TableLoad> loads;

	private final LoadParts parts;

	private volatile boolean dropped;

	private int failures;

	JobsCut(List<TableLoad> loads, LoadParts parts) {
		this.loads = List.copyOf(loads);
		this.parts = parts;
	}

	@Override
	public CompletionStage<Void> ready() {
		CompletableFuture<Void> ready = new CompletableFuture<>();
		this.parts.threads().execute(() -> finish(ready, 1));
		return ready;
	}

	private void finish(CompletableFuture<Void> ready, int attempt) {
		try {
			for (TableLoad load : this.loads) {
				if (!this.dropped && load.finished() == null) {
					for (SpoolFile file : load.files()) {
						file.finish();
					}
					load.finished(this.parts.finishing().finish(load));
				}
			}
			ready.complete(null);
		}
		catch (IOException | RuntimeException ex) {
			Duration delay = this.parts.outages().delay(attempt);
			logger.atWarn()
				.addKeyValue("cause", ex.toString())
				.addKeyValue("retryInMillis", delay.toMillis())
				.log("files are not finished, it is tried again");
			CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS, this.parts.threads())
				.execute(() -> finish(ready, attempt + 1));
		}
	}

	@Override
	public Map<TableName, String> jobs() {
		Map<TableName, String> jobs = new LinkedHashMap<>();
		this.loads.stream().filter((load) -> !load.ended()).forEach((load) -> jobs.put(load.table(), load.job()));
		return jobs;
	}

	@Override
	public CompletionStage<LoadOutcome> submit() {
		Set<TableName> loaded = ConcurrentHashMap.newKeySet();
		List<CompletableFuture<?>> ends = new ArrayList<>();
		for (TableLoad load : this.loads) {
			FinishedFiles finished = load.finished();
			if (!load.ended() && finished != null) {
				this.parts.quota().used(load.table(), this.parts.clock().instant());
				LoadRequest request = new LoadRequest(load.table(), load.job(), finished.format(), finished.files(),
						this.parts.truncation().replaces(load.table()));
				ends.add(this.parts.runner().run(request, () -> !this.dropped).thenAccept((end) -> {
					if (ended(load, finished, end)) {
						loaded.add(load.table());
					}
				}).toCompletableFuture());
			}
		}
		return CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new))
			.thenApply((all) -> new LoadOutcome(loaded, again()));
	}

	private boolean ended(TableLoad load, FinishedFiles finished, JobEnd end) {
		if (end instanceof JobEnd.Loaded) {
			this.parts.truncation().loaded(load.table());
			this.parts.limit().loaded();
			load.end(new AppendResult.Stored());
			this.parts.finishing().over(load, finished, true);
			return true;
		}
		if (end instanceof JobEnd.Refused refused) {
			logger.atWarn()
				.addKeyValue("table", load.table())
				.addKeyValue("job", load.job())
				.addKeyValue("cause", refused.message())
				.log("load job refused, its records are done again");
			if (!RefusedRows.name(load, refused, finished.inOrder()) && finished.inOrder()) {
				this.parts.limit().refused(load.rows());
			}
			this.parts.finishing().refused(load.table());
			this.parts.finishing().over(load, finished, false);
			load.end(new AppendResult.LaneGone(refused.message()));
		}
		else if (end instanceof JobEnd.Failed failed) {
			logger.atWarn()
				.addKeyValue("table", load.table())
				.addKeyValue("job", load.job())
				.addKeyValue("cause", failed.message())
				.log("load job failed, another one is tried");
			load.job(this.parts.ids().next());
		}
		else {
			load.end(new AppendResult.LaneGone("another instance has barred job " + load.job()));
		}
		return false;
	}

	private @Nullable Duration again() {
		boolean allEnded = this.loads.stream().allMatch(TableLoad::ended);
		this.failures = allEnded ? 0 : this.failures + 1;
		return allEnded ? null : this.parts.outages().delay(this.failures);
	}

	@Override
	public void drop(String why) {
		this.dropped = true;
		this.loads.stream()
			.filter((load) -> !load.ended())
			.toList()
			.forEach((load) -> load.end(new AppendResult.LaneGone(why)));
	}

	/**
	 * Gives up what was not submitted yet, without answering anybody.
	 */
	void abandon() {
		this.dropped = true;
	}

	boolean ended() {
		return this.loads.stream().allMatch(TableLoad::ended);
	}

	long bytes() {
		return this.loads.stream().filter((load) -> !load.ended()).mapToLong(TableLoad::bytes).sum();
	}

}
