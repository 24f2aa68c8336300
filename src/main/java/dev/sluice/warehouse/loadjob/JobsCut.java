package dev.sluice.warehouse.loadjob;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import dev.sluice.table.TableName;
import dev.sluice.warehouse.AppendResult;
import dev.sluice.warehouse.FilesProperties.Format;
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

	/** Whether a job has failed since others were submitted. */
	private volatile boolean anyFailed;

	private volatile int failures;

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
			if (attempt > 1) {
				this.loads.forEach((load) -> this.parts.troubles().over(load.table()));
			}
			ready.complete(null);
		}
		catch (IOException | RuntimeException ex) {
			Duration delay = this.parts.outages().delay(attempt);
			this.loads.forEach((load) -> this.parts.troubles()
				.passing(load.table(), "the files of load job " + load.job() + " are not finished: " + ex));
			logger.atWarn()
				.addKeyValue("cause", ex.toString())
				.addKeyValue("retryInMillis", delay.toMillis())
				.log("files are not finished, it is tried again");
			CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS, this.parts.threads())
				.execute(() -> finish(ready, attempt + 1));
		}
	}

	@Override
	public Map<TableName, Job> jobs() {
		Map<TableName, Job> jobs = new LinkedHashMap<>();
		next().forEach((load) -> jobs.put(load.table(), new Job(load.job(),
				load.parts().stream().collect(Collectors.toMap((part) -> part.file().lane(), LoadPart::endOffset)))));
		return jobs;
	}

	/** One search at a time: each adds a job to what a commit has to name. */
	private List<TableLoad> next() {
		List<TableLoad> next = new ArrayList<>();
		boolean searching = false;
		for (TableLoad load : this.loads) {
			boolean searched = load.search() != null;
			if (!load.ended() && !(searched && searching)) {
				next.add(load);
				searching |= searched;
			}
		}
		return next;
	}

	@Override
	public CompletionStage<LoadOutcome> submit() {
		Set<TableName> loaded = ConcurrentHashMap.newKeySet();
		List<CompletableFuture<?>> ends = new ArrayList<>();
		for (TableLoad load : next()) {
			FinishedFiles finished = load.finished();
			if (finished != null) {
				this.parts.quota().used(load.table(), this.parts.clock().instant());
				ends.add(this.parts.runner().run(request(load, finished), () -> !this.dropped).thenAccept((end) -> {
					if (ended(load, finished, end)) {
						loaded.add(load.table());
					}
				}).toCompletableFuture());
			}
		}
		return CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new))
			.thenApply((all) -> new LoadOutcome(loaded, again()));
	}

	private LoadRequest request(TableLoad load, FinishedFiles finished) {
		boolean searched = load.search() != null;
		return new LoadRequest(load.table(), load.job(), searched ? Format.JSON : finished.format(),
				searched ? LoadPart.local(load.parts()) : finished.files(),
				this.parts.truncation().replaces(load.table()));
	}

	private boolean ended(TableLoad load, FinishedFiles finished, JobEnd end) {
		if (end instanceof JobEnd.Loaded) {
			this.parts.truncation().loaded(load.table());
			this.parts.troubles().over(load.table());
			loaded(load, finished);
			return true;
		}
		if (end instanceof JobEnd.Refused refused) {
			logger.atWarn()
				.addKeyValue("table", load.table())
				.addKeyValue("job", load.job())
				.addKeyValue("cause", refused.message())
				.log("load job refused");
			refused(load, finished, refused);
		}
		else if (end instanceof JobEnd.Failed failed) {
			logger.atWarn()
				.addKeyValue("table", load.table())
				.addKeyValue("job", load.job())
				.addKeyValue("cause", failed.message())
				.log("load job failed, another one is tried");
			this.parts.troubles().passing(load.table(), "load job " + load.job() + " has failed: " + failed.message());
			this.anyFailed = true;
			load.job(this.parts.ids().next());
		}
		else {
			load.end(new AppendResult.LaneGone("another instance has barred job " + load.job()));
		}
		return false;
	}

	private void loaded(TableLoad load, FinishedFiles finished) {
		RefusalSearch search = load.search();
		try {
			if (search != null) {
				search.loaded();
				goOn(load, finished, search);
				return;
			}
		}
		catch (IOException ex) {
			doAgain(load, finished, ex.toString());
			return;
		}
		load.end(new AppendResult.Stored());
		this.parts.finishing().over(load, finished, true);
	}

	/**
	 * Rows that are named are done again without them, and so is a table that is refused
	 * for the first time: it may have been changed, and only of newline JSON BigQuery
	 * names rows.
	 */
	private void refused(TableLoad load, FinishedFiles finished, JobEnd.Refused refused) {
		if (!refused.aboutRows()) {
			note(load, refused.message(), this.parts.troubles().has(load.table()));
			doAgain(load, finished, refused.message());
			return;
		}
		boolean inOrder = finished.inOrder() || load.search() != null;
		boolean named = inOrder && RefusedRows.name(load.parts(), refused.errors());
		boolean before = this.parts.finishing().refused(load.table());
		try {
			RefusalSearch search = load.search();
			if (search != null && !named) {
				search.refused(refused.message());
			}
			else if (before && !named && !this.parts.truncation().wanted()) {
				search = RefusalSearch.begin(load.files(), refused.message());
			}
			note(load, refused.message(), before && !named && search == null);
			if (named || search == null) {
				doAgain(load, finished, refused.message());
			}
			else {
				goOn(load, finished, search);
			}
		}
		catch (IOException ex) {
			doAgain(load, finished, ex.toString());
		}
	}

	/**
	 * What is refused once may pass the next time, and where rows are to blame they are
	 * found.
	 * @param lasting whether neither is to be expected
	 */
	private void note(TableLoad load, String message, boolean lasting) {
		String what = "load job " + load.job() + " was refused: " + message;
		if (lasting) {
			this.parts.troubles().lasting(load.table(), what);
		}
		else {
			this.parts.troubles().passing(load.table(), what);
		}
	}

	private void goOn(TableLoad load, FinishedFiles finished, RefusalSearch search) {
		load.search(search);
		if (search.parts().isEmpty()) {
			load.end(new AppendResult.Stored());
			this.parts.finishing().over(load, finished, !search.found());
		}
		else {
			load.job(this.parts.ids().next());
		}
	}

	private void doAgain(TableLoad load, FinishedFiles finished, String why) {
		this.parts.finishing().over(load, finished, false);
		load.end(new AppendResult.LaneGone(why));
	}

	private @Nullable Duration again() {
		List<TableLoad> next = next();
		this.failures = this.anyFailed ? this.failures + 1 : 0;
		this.anyFailed = false;
		if (next.isEmpty()) {
			return null;
		}
		Instant now = this.parts.clock().instant();
		Duration delay = (this.failures > 0) ? this.parts.outages().delay(this.failures) : Duration.ZERO;
		for (TableLoad load : next) {
			Instant allowed = this.parts.quota().next(load.table(), now);
			if (allowed.isAfter(now.plus(delay))) {
				delay = Duration.between(now, allowed);
				this.parts.troubles()
					.passing(load.table(), "load job " + load.job() + " waits for the quota until " + allowed, allowed);
			}
		}
		return delay;
	}

	@Override
	public void drop(String why) {
		this.dropped = true;
		this.loads.stream().filter((load) -> !load.ended()).toList().forEach((load) -> {
			this.parts.troubles().over(load.table());
			load.end(new AppendResult.LaneGone(why));
		});
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
