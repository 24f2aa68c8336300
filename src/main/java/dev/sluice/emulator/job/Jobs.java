package dev.sluice.emulator.job;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import com.google.gson.JsonObject;
import dev.sluice.emulator.call.ApiError;
import dev.sluice.emulator.engine.Engine;
import dev.sluice.emulator.fault.Moment;
import dev.sluice.emulator.fault.Target;
import dev.sluice.emulator.object.ObjectStore;
import dev.sluice.emulator.query.QueryEngine;
import org.jspecify.annotations.Nullable;

/**
 * All jobs.
 *
 * A job that changes something is in the journal before its acceptance is answered: a
 * later process takes up what was accepted and not done, and no other job gets its name.
 * Safe for use by many threads.
 */
public final class Jobs implements AutoCloseable {

	/** The call that faults can strike while a job runs. */
	public static final String RUN = "jobs.run";

	private static final int MAX_JOBS = 100_000;

	private final Engine engine;

	private final JobRunner runner;

	private final JobLog log;

	private final ExecutorService threads = Executors.newCachedThreadPool(Jobs::thread);

	@GuardedBy("this")
	private final Map<JobId, Job> jobs = new LinkedHashMap<>();

	@GuardedBy("this")
	private final Map<String, Job> requests = new LinkedHashMap<>();

	public Jobs(Engine engine, QueryEngine queries, ObjectStore objects) {
		this.engine = engine;
		this.runner = new JobRunner(engine, queries, objects);
		this.log = new JobLog(engine.journal());
		recover();
	}

	private static Thread thread(Runnable work) {
		Thread thread = new Thread(work, "bigquery-job");
		thread.setDaemon(true);
		return thread;
	}

	private synchronized void recover() {
		for (JobLog.Entry entry : this.log.recovered()) {
			this.jobs.put(entry.job().id(), entry.job());
			if (entry.job().state() != Job.State.DONE) {
				execute(entry.job(), entry.upload());
			}
		}
	}

	/**
	 * Accepts a job and lets it run.
	 * @param id its name, or {@code null} for a new one
	 * @param configuration the {@code JobConfiguration}
	 * @param upload the file that came with it, or {@code null}
	 * @throws ApiError if it is refused or there is one of this name
	 */
	public Job submit(String project, @Nullable String id, JsonObject configuration, @Nullable Path upload) {
		JobId name = new JobId(project, (id != null && !id.isEmpty()) ? id : "job_" + UUID.randomUUID());
		Job job = new Job(name, configuration, this.engine.clock().instant());
		this.runner.check(job);
		synchronized (this) {
			if (this.jobs.putIfAbsent(name, job) != null) {
				throw ApiError.duplicate("Already Exists: Job " + name.text(this.engine.location()));
			}
			if (this.jobs.size() > MAX_JOBS) {
				this.jobs.remove(this.jobs.keySet().iterator().next());
			}
		}
		if (JobRunner.changes(configuration)) {
			this.log.accepted(job, upload);
		}
		execute(job, upload);
		return job;
	}

	/**
	 * Accepts a query, or returns the job that was made for the same request before.
	 * @param requestId what makes the request the same, or {@code null}
	 */
	public Job query(String project, @Nullable String requestId, JsonObject configuration) {
		if (requestId == null || requestId.isEmpty()) {
			return submit(project, null, configuration, null);
		}
		synchronized (this) {
			Job known = this.requests.get(requestId);
			if (known == null) {
				known = submit(project, null, configuration, null);
				this.requests.put(requestId, known);
				if (this.requests.size() > MAX_JOBS) {
					this.requests.remove(this.requests.keySet().iterator().next());
				}
			}
			return known;
		}
	}

	/**
	 * Checks a query without running or keeping it.
	 * @throws ApiError if it would be refused
	 */
	public Job dryRun(String project, JsonObject configuration) {
		Job job = new Job(new JobId(project, "job_" + UUID.randomUUID()), configuration, this.engine.clock().instant());
		this.runner.dryRun(job);
		return job;
	}

	private void execute(Job job, @Nullable Path upload) {
		try {
			this.threads.execute(() -> run(job, upload));
		}
		catch (RejectedExecutionException ex) {
			throw new ApiError(503, "backendError", "UNAVAILABLE", "The emulator is stopping", null);
		}
	}

	private void run(Job job, @Nullable Path upload) {
		try {
			if (job.start(this.engine.clock().instant())) {
				this.engine.faults().intercept(new Target(RUN, job.id().path())).strike(Moment.BEFORE);
				this.runner.run(job, upload);
			}
		}
		catch (ApiError ex) {
			job.fail(this.engine.clock().instant(), ex);
		}
		catch (Exception ex) {
			job.fail(this.engine.clock().instant(), ApiError.internal("The emulator failed: " + ex));
		}
		if (JobRunner.changes(job.configuration())) {
			this.log.done(job);
		}
	}

	public Job get(JobId id) {
		return find(id).orElseThrow(() -> ApiError.notFound("Not found: Job " + id.text(this.engine.location())));
	}

	private synchronized Optional<Job> find(JobId id) {
		return Optional.ofNullable(this.jobs.get(id));
	}

	/**
	 * Returns the jobs of a project, the latest first.
	 */
	public List<Job> list(String project) {
		List<Job> list = new ArrayList<>();
		synchronized (this) {
			this.jobs.values().stream().filter((job) -> job.id().project().equals(project)).forEach(list::add);
		}
		Collections.reverse(list);
		return list;
	}

	/**
	 * Cancels a job that has not changed anything yet.
	 */
	public Job cancel(JobId id) {
		Job job = get(id);
		if (job.state() == Job.State.PENDING) {
			job.fail(this.engine.clock().instant(), new ApiError(499, "stopped", "CANCELLED",
					"Job execution was cancelled: User requested cancellation", null));
		}
		return job;
	}

	/**
	 * Interrupts the jobs that run, and waits for their end.
	 */
	@Override
	public void close() {
		this.threads.shutdownNow();
		try {
			this.threads.awaitTermination(5, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
